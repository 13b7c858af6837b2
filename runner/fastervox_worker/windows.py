"""Decodes a file window by window, so that another process can go on at one of them exactly."""

from collections.abc import Generator, Iterable, Iterator
from inspect import getgeneratorlocals
from typing import Any

from faster_whisper.transcribe import Segment as WhisperSegment
from faster_whisper.transcribe import restore_speech_timestamps

from fastervox_worker.events import Checkpoint
from fastervox_worker.model import Whisper
from fastervox_worker.recording import SAMPLE_RATE, Samples
from fastervox_worker.requests import TranscribeFile
from fastervox_worker.speech import find_speech, probability

_FRAMES_PER_SECOND = 100
_MOST_TOKENS_BEFORE = 223
"""As many tokens of the text before does faster-whisper give to the model at most."""
_RESET_ABOVE_TEMPERATURE = 0.5
"""faster-whisper's `prompt_reset_on_temperature`: text found at a higher one is no context for the next window."""


class Windows:
    """The segments of a recording, decoded window by window.

    What faster-whisper's loop keeps in its local variables is read when a window has given its last segment.
    """

    origin = 0.0
    """Seconds of the recording before what is decoded here."""

    def __init__(self, whisper: Whisper, request: TranscribeFile, samples: Samples) -> None:
        """Find speech and language; begin at the start of the recording or at the request's checkpoint."""
        speech = find_speech(samples, vad_filter=request.vad_filter)
        self.speech_seconds = speech.seconds
        self.language, self.certainty = request.language, float(request.language is not None)
        self._conditioned = request.condition_on_previous_text
        self._last_speech = 0.0
        self._fresh: Checkpoint | None = None
        self._segments: Iterable[WhisperSegment] = ()
        if not len(speech.samples):
            return
        begin = request.resume or Checkpoint(0, _tokens(whisper, request.initial_prompt), 0.0)
        self._last_speech = begin.last_speech
        whisper.last_speech = begin.last_speech if request.word_timestamps else None  # who asks for no words leaves it
        self._fresh = begin
        loop, info = whisper.transcribe(
            speech.samples,
            language=request.language,
            task=request.task,
            beam_size=request.beam_size,
            word_timestamps=request.word_timestamps,
            initial_prompt=list(begin.prompt),
            hotwords=request.hotwords,
            condition_on_previous_text=request.condition_on_previous_text,
            clip_timestamps=[begin.seek / _FRAMES_PER_SECOND],
        )
        self.language, self.certainty = str(info.language), probability(info.language_probability)
        self._segments = self._watched(loop)
        if speech.chunks:
            self._segments = restore_speech_timestamps(self._segments, speech.chunks, SAMPLE_RATE)

    def segments(self) -> Iterator[WhisperSegment]:
        """Decode window after window; times are those of the recording."""
        yield from self._segments

    def checkpoint(self) -> Checkpoint | None:
        """Give the beginning, then the place behind each window that has given its last segment, once."""
        fresh, self._fresh = self._fresh, None
        return fresh

    def _watched(self, loop: Generator[WhisperSegment]) -> Iterator[WhisperSegment]:
        """Pass the segments on, before their times are moved to those of the recording."""
        for segment in loop:
            now = getgeneratorlocals(loop)
            if now["segment"] is now["current_segments"][-1]:
                self._fresh = self._behind(now)
            yield segment

    def _behind(self, now: dict[str, Any]) -> Checkpoint:
        self._last_speech = max(self._last_speech, float(now["last_speech_timestamp"]))
        kept = self._conditioned and now["temperature"] <= _RESET_ABOVE_TEMPERATURE
        tokens = now["all_tokens"][now["prompt_reset_since"] :] if kept else []
        return Checkpoint(int(now["seek"]), tuple(tokens[-_MOST_TOKENS_BEFORE:]), self._last_speech)


def _tokens(whisper: Whisper, prompt: str | None) -> tuple[int, ...]:
    if prompt is None:
        return ()
    tokens = whisper.hf_tokenizer.encode(" " + prompt.strip(), add_special_tokens=False).ids
    return tuple(tokens[-_MOST_TOKENS_BEFORE:])
