"""The one path from a file to text, for the worker and for the one-shot form alike."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from fastervox_worker.batches import at_once, fits
from fastervox_worker.cancellation import Check
from fastervox_worker.dictated import Dictated
from fastervox_worker.errors import ErrorCode, WorkerError, native_failure
from fastervox_worker.events import (
    Loaded,
    Progress,
    SegmentCommitted,
    Started,
    Transcribed,
    TranscriptionEvent,
)
from fastervox_worker.memory import available_bytes
from fastervox_worker.model import Whisper, load_model
from fastervox_worker.piece_decoder import PieceDecoder
from fastervox_worker.priority import StreamsFirst
from fastervox_worker.recording import SAMPLE_RATE, read_recording
from fastervox_worker.requests import Load, StreamOpen, TranscribeFile
from fastervox_worker.sections import Sections
from fastervox_worker.speech import absolute_segment
from fastervox_worker.windows import Windows

_log = logging.getLogger(__name__)


def _never() -> None:
    """Check nothing: no transcription is running."""


_CURRENT: ContextVar[Check] = ContextVar("check", default=_never)
"""The check of what this thread does now, and those that it starts."""


class Engine:
    """Holds at most one model, for life: deleting one in a live Windows GPU process crashes it.

    One thread loads and transcribes files; the streams decode each in a thread of their own, before the files.
    """

    def __init__(self) -> None:
        """Start without a model."""
        self._loaded: tuple[Load, Whisper, Loaded] | None = None
        self._turns = StreamsFirst()

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
        load, whisper, answer = self._loaded
        _require_language(request.language, answer.languages)

        def give_way() -> None:
            self._turns.give_way(check)

        _CURRENT.set(give_way)
        try:
            yield from _transcribe(load, whisper, request, give_way)
        except (RuntimeError, MemoryError) as error:
            raise native_failure(error) from error
        finally:
            _CURRENT.set(_never)

    def decoder(self, request: StreamOpen) -> PieceDecoder:
        """Give what decodes the pieces of a stream."""
        if self._loaded is None:
            raise WorkerError(ErrorCode.MODEL_NOT_LOADED, "no model is loaded")
        _, whisper, answer = self._loaded
        _require_language(request.language, answer.languages)
        return PieceDecoder(whisper, short_windows=request.short_windows)

    @contextmanager
    def decoding(self, check: Check) -> Iterator[None]:
        """Hold the model for a decode of a stream, in the thread of the stream; `check` ends it by raising."""
        with self._turns.stream():
            _CURRENT.set(check)
            try:
                yield
            except (RuntimeError, MemoryError) as error:
                raise native_failure(error) from error
            finally:
                _CURRENT.set(_never)

    def _check_current(self) -> None:
        """Check for what runs now in this thread; the model outlives each of them."""
        _CURRENT.get()()


def _transcribe(load: Load, whisper: Whisper, request: TranscribeFile, check: Check) -> Iterator[TranscriptionEvent]:
    began = time.monotonic()
    _log.debug("file: %s", request.path)
    recording = read_recording(request.path, request.audio_track, check)
    duration = recording.seconds
    if recording.damage is not None:
        _log.warning("the recording is damaged: %s", recording.damage)
    start = min(request.start_seconds, duration)
    samples = recording.samples[round(start * SAMPLE_RATE) :]
    decoder: Dictated | Sections | Windows
    if request.dictation:
        decoder = Dictated(whisper, request, samples)
    elif fits(request, duration):
        size = at_once(load.device, Path(load.model_path, "model.bin").stat().st_size, available_bytes())
        decoder = Sections(whisper, request, samples, size)
    else:
        decoder = Windows(whisper, request, samples)
    check()
    yield Started(duration, decoder.language, decoder.certainty, recording.track, recording.damage)

    if (place := decoder.checkpoint()) is not None:
        yield Progress(start, duration, place)
    count, done = 0, start
    for found in decoder.segments():
        if not request.word_timestamps:
            found.words = None  # of batches, which need them
        segment = absolute_segment(found, count, start + decoder.origin, duration)
        count += 1
        yield SegmentCommitted(segment)
        done = max(done, segment.end)
        yield Progress(done, duration, decoder.checkpoint())
        check()
    yield Progress(duration, duration)
    took = round(time.monotonic() - began, 3)
    speech = decoder.speech_seconds
    _log.info("%.1f s of audio (%.1f s of speech) in %.2f s, %d segments", duration, speech, took, count)
    yield Transcribed(duration, speech, decoder.language, decoder.certainty, count, took)


def _require_language(language: str | None, known: tuple[str, ...]) -> None:
    if language is not None and language not in known:
        message = f"the model does not know the language {language[:32]}"
        raise WorkerError(ErrorCode.UNKNOWN_LANGUAGE, message, {"known": " ".join(known)})
