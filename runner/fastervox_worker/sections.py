"""Batches over a long recording, section after section.

Its first text need not wait until all of it was searched for pauses, and a run that goes on searches the rest alone.
The next section is searched while one is decoded: CTranslate2 leaves a processor idle for a sixth of the time.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import numpy as np
from faster_whisper.transcribe import Segment as WhisperSegment
from faster_whisper.transcribe import restore_speech_timestamps

from fastervox_worker.ahead import ahead
from fastervox_worker.batches import LONGEST_PIECE_SECONDS, PAUSES, Batches
from fastervox_worker.events import Checkpoint
from fastervox_worker.model import Whisper
from fastervox_worker.recording import SAMPLE_RATE, Samples
from fastervox_worker.requests import TranscribeFile
from fastervox_worker.speech import Speech, find_speech, probability

FIRST_SECTION_SECONDS = 300
"""Searched in 0.7 s."""
SECTION_SECONDS = 1200
"""Searched in 3 s; the last batch of each, which may be a small one, is one of ten."""


class Sections:
    """The segments of a recording in time order; times are those of the section, which begins at `origin`."""

    def __init__(self, whisper: Whisper, request: TranscribeFile, samples: Samples, size: int) -> None:
        """Find the language and the first speech from the request's checkpoint on; `size` pieces at a time at most."""
        whisper.last_speech = None
        self._whisper = whisper
        self._size = size
        begin = request.resume or Checkpoint(0, (), 0.0)
        self._left: Iterator[tuple[int, Speech]] = ahead(_sections(samples, begin.section))
        self._section = begin.section
        self._before = begin.speech_before
        self._speech = Speech(samples[:0], None)
        self.language, self.certainty = self._language(request.language)
        self._request = replace(request, language=self.language, resume=None)
        self._batches = self._next(replace(self._request, resume=request.resume))

    @property
    def origin(self) -> float:
        """Seconds at which the present section begins."""
        return self._section / SAMPLE_RATE

    @property
    def speech_seconds(self) -> float:
        """Length of the speech up to the end of the present section."""
        return round(self._before + self._speech.seconds, 3)

    def segments(self) -> Iterator[WhisperSegment]:
        """Decode section after section."""
        while self._batches is not None:
            yield from restore_speech_timestamps(self._batches.segments(), self._speech.chunks, SAMPLE_RATE)
            self._size = self._batches.size
            self._batches = self._next(self._request)

    def checkpoint(self) -> Checkpoint | None:
        """Give the beginning, then the place behind each piece that has given its last segment, once."""
        place = self._batches.checkpoint() if self._batches else None
        return place and replace(place, section=self._section, speech_before=self._before)

    def _language(self, given: str | None) -> tuple[str | None, float]:
        """Hear as much speech as Whisper takes: a cough at the beginning is no language."""
        if given is not None or not self._whisper.model.is_multilingual:
            return given or "en", 1.0
        heard: list[tuple[int, Speech]] = []
        for section in self._left:
            heard.append(section)
            if sum(speech.seconds for _, speech in heard) >= LONGEST_PIECE_SECONDS:
                break
        self._left = chain(heard, self._left)
        samples = np.concatenate([np.zeros(0, np.float32), *(speech.samples for _, speech in heard)])
        if not len(samples):
            return None, 0.0
        language, certainty, _ = self._whisper.detect_language(samples)
        return str(language), probability(certainty)

    def _next(self, request: TranscribeFile) -> Batches | None:
        """Go to the next section with speech."""
        for begin, speech in self._left:
            self._before += self._speech.seconds
            self._section, self._speech = begin, speech
            if len(speech.samples):
                return Batches(self._whisper, request, speech, self._size)
        return None


def _sections(samples: Samples, begin: int) -> Iterator[tuple[int, Speech]]:
    """Cut where somebody pauses: the last stretch of speech that was found in a section begins the next one."""
    while begin < len(samples):
        length = SECTION_SECONDS if begin else FIRST_SECTION_SECONDS
        end = min(begin + length * SAMPLE_RATE, len(samples))
        speech = find_speech(samples[begin:end], vad_filter=True, pauses=PAUSES)
        if end < len(samples) and speech.chunks and speech.chunks[-1]["start"]:
            end = begin + speech.chunks[-1]["start"]
            speech = speech.without_last()
        yield begin, speech
        begin = end
