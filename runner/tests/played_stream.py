"""A stream whose model and voice detector are played."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from faster_whisper.transcribe import Segment as WhisperSegment

from fastervox_worker import stream
from fastervox_worker.events import Redecoding, SegmentCommitted
from fastervox_worker.piece_decoder import Heard
from fastervox_worker.recording import SAMPLE_RATE, Samples
from fastervox_worker.requests import StreamAudio, StreamOpen
from fastervox_worker.stream import Stream


def heard(text: str, end: float = 30.0, logprob: float = -0.1) -> Heard:
    """Give what a decoder makes of a text: one segment, up to the end of the piece or of what was heard of it."""
    segment = WhisperSegment(0, 0, 0.0, end, text, [], logprob, 1.0, 0.0, None, 0.0)
    return Heard((segment,) if text else (), "en", 1.0, 0.0)


class Detector:
    """Takes what is loud for speech."""

    def probability(self, frame: Samples) -> float:
        """Give that of a frame."""
        return 0.9 if np.abs(frame).max() > 0.1 else 0.0


class PlayedEngine:
    """Has one decoder."""

    def __init__(self, decoder: object) -> None:
        """Take it."""
        self._decoder = decoder

    def decoder(self, _: StreamOpen) -> object:
        """Give it."""
        return self._decoder

    @contextmanager
    def decoding(self, _: object) -> Iterator[None]:
        """Let everybody decode."""
        yield


class PlayedStream:
    """A stream, and what it tells."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, decoder: object, *, short_windows: bool = False) -> None:
        """Open it."""
        monkeypatch.setattr(stream, "VoiceDetector", Detector)
        self.told: list[Any] = []
        request = StreamOpen("en", short_windows=short_windows)
        self.stream = Stream("1", request, PlayedEngine(decoder), self)  # type: ignore[arg-type]
        self._sent = 0

    def send(self, _: str, event: object) -> None:
        """Be its channel."""
        self.told.append(event)

    def speech(self, seconds: float) -> None:
        """Let somebody speak."""
        self._audio(np.full(round(seconds * SAMPLE_RATE), 8000, np.float32))

    def silence(self, seconds: float) -> None:
        """Let nobody speak."""
        self._audio(np.zeros(round(seconds * SAMPLE_RATE), np.float32))

    def _audio(self, sound: Samples) -> None:
        self.stream.audio("2", StreamAudio("1", self._sent, sound.astype("<i2").tobytes()))
        self._sent += len(sound)

    def text(self) -> str:
        """Give the text that counts."""
        text = ""
        for event in self.told:
            if isinstance(event, Redecoding):
                text = ""
            elif isinstance(event, SegmentCommitted):
                text += event.segment.text
        return text

    def all(self, kind: type) -> list[Any]:
        """Give what was told of a kind."""
        return [event for event in self.told if isinstance(event, kind)]
