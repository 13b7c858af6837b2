"""When a decode of the whole decides about a stream, with a model that is played."""

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

TEXT = " It was a bright cold day in April."


def heard(text: str) -> Heard:
    segment = WhisperSegment(0, 0, 0.0, 1.0, text, [], -0.1, 1.0, 0.0, None, 0.0)
    return Heard((segment,) if text else (), "en", 1.0, 0.0)


class Player:
    """A decoder that hears what it is told to; and the engine that it belongs to."""

    def __init__(self, pieces: list[str], alone: str, whole: str) -> None:
        self._pieces = pieces
        self._alone = alone
        self._whole = whole

    def decode(self, *_: object) -> Heard:
        return heard(self._pieces.pop(0))

    def decode_alone(self, *_: object) -> Heard:
        return heard(self._alone)

    def decode_whole(self, *_: object) -> Heard:
        return heard(self._whole)

    def decoder(self, _: StreamOpen) -> "Player":
        return self

    @contextmanager
    def decoding(self, _: object) -> Iterator[None]:
        yield


class Detector:
    """Takes what is loud for speech."""

    def probability(self, frame: Samples) -> float:
        return 0.9 if np.abs(frame).max() > 0.1 else 0.0


class Ears:
    """The channel to the one who asked."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def send(self, _: str, event: object) -> None:
        self.told.append(event)


def streamed(monkeypatch: pytest.MonkeyPatch, player: Player) -> tuple[str, list[str], str | None]:
    """Give the text after two pieces of eight and five seconds, the reasons that were told, and that of the result."""
    monkeypatch.setattr(stream, "VoiceDetector", Detector)
    ears = Ears()
    one = Stream("1", StreamOpen("en"), player, ears)  # type: ignore[arg-type]
    sound = np.concatenate([np.ones(8 * SAMPLE_RATE), np.zeros(3 * SAMPLE_RATE), np.ones(5 * SAMPLE_RATE)]) * 8000
    one.audio("2", StreamAudio("1", 0, sound.astype("<i2").tobytes()))
    one.close()
    result = one.decode()
    text = ""
    for event in ears.told:
        if isinstance(event, Redecoding):
            text = ""
        elif isinstance(event, SegmentCommitted):
            text += event.segment.text
    return text, [event.reason for event in ears.told if isinstance(event, Redecoding)], result.redecoded


def test_a_piece_that_gives_enough_on_its_own_needs_no_decode_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert streamed(monkeypatch, Player([TEXT, " No."], " And the clocks were striking.", "")) == (
        TEXT + " And the clocks were striking.",
        [],
        None,
    )


def test_where_too_little_was_heard_the_whole_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    reason = "5.0 s of speech in a piece gave too little text"
    whole = TEXT + " And the clocks were striking thirteen."
    assert streamed(monkeypatch, Player([TEXT, " No."], "", whole)) == (whole, [reason], reason)


@pytest.mark.parametrize("whole", ["", " It was."])
def test_what_the_pieces_have_is_not_given_away_for_less(monkeypatch: pytest.MonkeyPatch, whole: str) -> None:
    assert streamed(monkeypatch, Player([TEXT, " No."], "", whole)) == (TEXT + " No.", [], None)
