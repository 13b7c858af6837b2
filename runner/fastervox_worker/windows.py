"""Follows the windows of a transcription, so that another process can go on at one of them exactly."""

from collections.abc import Iterable, Iterator

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
    """What faster-whisper's loop over windows keeps in its local variables, seen from outside."""

    def __init__(self, whisper: Whisper, request: TranscribeFile) -> None:
        """Begin at the start of the recording or at the request's checkpoint."""
        self._whisper = whisper
        self._conditioned = request.condition_on_previous_text
        self._resume = request.resume
        self.prompt: str | list[int] | None = request.initial_prompt
        self.clips: str | list[float] = "0"
        self._tokens = self._initial_tokens(request.initial_prompt)
        self._last_speech = 0.0
        if self._resume is not None:
            self.clips = [self._resume.seek / _FRAMES_PER_SECOND]
            self.prompt = list(self._resume.prompt)
            self._tokens = list(self._resume.prompt)
            self._last_speech = self._resume.last_speech
            whisper.last_speech = self._resume.last_speech
        else:
            whisper.last_speech = None
        self._seek = -1
        self._temperature = 0.0
        self._fresh: Checkpoint | None = None

    def watch(self, segments: Iterable[WhisperSegment]) -> Iterator[WhisperSegment]:
        """Pass the segments on, before their times are moved to those of the recording."""
        for segment in segments:
            if segment.seek != self._seek:
                self._begin(segment.seek)
            yield self._note(segment)

    def checkpoint(self) -> Checkpoint | None:
        """Give the checkpoint of the window that has just begun, once."""
        fresh, self._fresh = self._fresh, None
        return fresh

    def _begin(self, seek: int) -> None:
        another = self._seek >= 0
        if another and (not self._conditioned or self._temperature > _RESET_ABOVE_TEMPERATURE):
            self._tokens.clear()
        self._seek = seek
        self._fresh = Checkpoint(seek, tuple(self._tokens[-_MOST_TOKENS_BEFORE:]), self._last_speech)

    def _note(self, segment: WhisperSegment) -> WhisperSegment:
        self._tokens.extend(segment.tokens)
        self._temperature = segment.temperature or 0.0
        if segment.words:
            self._last_speech = float(segment.words[-1].end)
        return segment

    def _initial_tokens(self, prompt: str | None) -> list[int]:
        if prompt is None:
            return []
        return list(self._whisper.hf_tokenizer.encode(" " + prompt.strip(), add_special_tokens=False).ids)
