"""The one path from a file to text, for the worker and for the one-shot form alike."""

import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from faster_whisper.transcribe import Segment as WhisperSegment
from faster_whisper.transcribe import restore_speech_timestamps
from faster_whisper.vad import VadOptions, get_speech_timestamps

from fastervox_worker.cancellation import Check
from fastervox_worker.errors import ErrorCode, WorkerError, native_failure
from fastervox_worker.events import (
    Loaded,
    Progress,
    Segment,
    SegmentCommitted,
    Started,
    Transcribed,
    TranscriptionEvent,
    Word,
)
from fastervox_worker.model import Whisper, load_model
from fastervox_worker.recording import SAMPLE_RATE, Recording, Samples, read_recording
from fastervox_worker.requests import Load, TranscribeFile
from fastervox_worker.windows import Windows

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Speech:
    """The samples to decode; `chunks` are the places they were taken from when silence was cut out."""

    samples: Samples
    chunks: list[dict[str, int]] | None

    @property
    def seconds(self) -> float:
        return round(len(self.samples) / SAMPLE_RATE, 3)


class Engine:
    """Holds at most one model, for life: deleting one in a live Windows GPU process crashes it. Used by one thread."""

    def __init__(self) -> None:
        """Start without a model."""
        self._loaded: tuple[Load, Whisper, Loaded] | None = None
        self._check: Check = _never

    def load(self, request: Load) -> Loaded:
        """Load a model; asked again for the same, answer what was answered the first time."""
        if self._loaded is not None:
            present, _, answer = self._loaded
            if present != request:
                raise WorkerError(
                    ErrorCode.INVALID_REQUEST, "another model is loaded; a new process has to load this one"
                )
            return answer
        whisper, answer = load_model(request, self._check_current)
        self._loaded = (request, whisper, answer)
        return answer

    def transcribe(self, request: TranscribeFile, check: Check = lambda: None) -> Iterator[TranscriptionEvent]:
        """Transcribe a file step by step; `check` is called often and ends the work by raising."""
        if self._loaded is None:
            raise WorkerError(ErrorCode.MODEL_NOT_LOADED, "no model is loaded")
        _, whisper, answer = self._loaded
        _require_language(request.language, answer.languages)
        self._check = check
        try:
            yield from _transcribe(whisper, request, check)
        except (RuntimeError, MemoryError) as error:
            raise native_failure(error) from error
        finally:
            self._check = _never

    def _check_current(self) -> None:
        """Check for the transcription that runs now; the model outlives each of them."""
        self._check()


def _transcribe(whisper: Whisper, request: TranscribeFile, check: Check) -> Iterator[TranscriptionEvent]:
    began = time.monotonic()
    _log.debug("file: %s", request.path)
    recording = read_recording(request.path, request.audio_track, check)
    duration = recording.seconds
    if recording.damage is not None:
        _log.warning("the recording is damaged: %s", recording.damage)
    start = min(request.start_seconds, duration)
    speech = _find_speech(recording, start, vad_filter=request.vad_filter)
    check()

    language, probability, segments = request.language, float(request.language is not None), _no_segments()
    windows = Windows(whisper, request)
    if len(speech.samples):
        segments, info = whisper.transcribe(
            speech.samples,
            language=request.language,
            task=request.task,
            beam_size=request.beam_size,
            word_timestamps=request.word_timestamps,
            initial_prompt=windows.prompt,
            hotwords=request.hotwords,
            condition_on_previous_text=request.condition_on_previous_text,
            clip_timestamps=windows.clips,
        )
        segments = windows.watch(segments)
        language, probability = str(info.language), _probability(info.language_probability)
    if speech.chunks:
        segments = restore_speech_timestamps(segments, speech.chunks, SAMPLE_RATE)
    yield Started(duration, language, probability, recording.track, recording.damage)

    count, done = 0, start
    for found in segments:
        segment = _segment(found, count, start, duration)
        count += 1
        yield SegmentCommitted(segment, windows.checkpoint())
        done = max(done, segment.end)
        yield Progress(done, duration)
        check()
    yield Progress(duration, duration)
    took = round(time.monotonic() - began, 3)
    _log.info("%.1f s of audio (%.1f s of speech) in %.2f s, %d segments", duration, speech.seconds, took, count)
    yield Transcribed(duration, speech.seconds, language, probability, count, took)


def _find_speech(recording: Recording, start: float, *, vad_filter: bool) -> _Speech:
    """Cut silence out as faster-whisper's vad_filter does, but without its copy of all audio for each piece.

    Silence that is silent to the last bit is never decoded: Whisper hears "You" in it.
    """
    samples = recording.samples[round(start * SAMPLE_RATE) :]
    if not samples.any():
        return _Speech(samples[:0], None)
    if not vad_filter:
        return _Speech(samples, None)
    chunks = get_speech_timestamps(samples, VadOptions())
    pieces = [samples[chunk["start"] : chunk["end"]] for chunk in chunks]
    return _Speech(np.concatenate([samples[:0], *pieces]), chunks)


def _segment(found: WhisperSegment, number: int, start: float, duration: float) -> Segment:
    """Put a segment into the time of the file; Whisper's times can lie behind its end."""

    def absolute(seconds: float) -> float:
        return round(min(max(float(seconds), 0.0) + start, duration), 3)

    words = None
    first, last = absolute(found.start), absolute(found.end)
    if found.words is not None:
        words = tuple(
            Word(absolute(word.start), absolute(word.end), word.word, _probability(word.probability))
            for word in found.words
        )
        first = min([first, *(word.start for word in words)])
        last = max([last, *(word.end for word in words)])
    return Segment(
        id=number,
        start=first,
        end=max(first, last),
        text=found.text,
        avg_logprob=float(found.avg_logprob),
        no_speech_prob=_probability(found.no_speech_prob),
        compression_ratio=float(found.compression_ratio),
        temperature=float(found.temperature),
        words=words,
    )


def _require_language(language: str | None, known: tuple[str, ...]) -> None:
    if language is not None and language not in known:
        message = f"the model does not know the language {language[:32]}"
        raise WorkerError(ErrorCode.UNKNOWN_LANGUAGE, message, {"known": " ".join(known)})


def _probability(value: float) -> float:
    """Take off what float32 arithmetic adds beyond 0 and 1."""
    return min(max(float(value), 0.0), 1.0)


def _no_segments() -> Iterable[WhisperSegment]:
    return ()


def _never() -> None:
    """Check nothing: no transcription is running."""
