"""Follows the windows of a transcription, so that another process can go on at one of them exactly."""

from collections.abc import Generator, Iterator
from inspect import getgeneratorlocals
from typing import Any

from faster_whisper.transcribe import Segment as WhisperSegment

from fastervox_worker.events import Checkpoint
from fastervox_worker.model import Whisper
from fastervox_worker.requests import TranscribeFile

_FRAMES_PER_SECOND = 100
_MOST_TOKENS_BEFORE = 223
"""As many tokens of the text before does faster-whisper give to the model at most."""
_RESET_ABOVE_TEMPERATURE = 0.5
"""faster-whisper's `prompt_reset_on_temperature`: text found at a higher one is no context for the next window."""


class Windows:
    """What faster-whisper's loop over windows keeps in its local variables, read when a window has given its last."""

    def __init__(self, whisper: Whisper, request: TranscribeFile) -> None:
        """Begin at the start of the recording or at the request's checkpoint."""
        self._conditioned = request.condition_on_previous_text
        begin = request.resume or Checkpoint(0, _tokens(whisper, request.initial_prompt), 0.0)
        self.clips = [begin.seek / _FRAMES_PER_SECOND]
        self.prompt = list(begin.prompt)
        self._last_speech = begin.last_speech
        whisper.last_speech = begin.last_speech
        self._fresh: Checkpoint | None = begin

    def watch(self, loop: Generator[WhisperSegment]) -> Iterator[WhisperSegment]:
        """Pass the segments on, before their times are moved to those of the recording."""
        for segment in loop:
            now = getgeneratorlocals(loop)
            if now["segment"] is now["current_segments"][-1]:
                self._fresh = self._behind(now)
            yield segment

    def checkpoint(self) -> Checkpoint | None:
        """Give the beginning, then the place behind each window that has given its last segment, once."""
        fresh, self._fresh = self._fresh, None
        return fresh

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
