"""What is decoded of a recording, and segments in the time of the recording."""

from dataclasses import dataclass

import numpy as np
from faster_whisper.transcribe import Segment as WhisperSegment
from faster_whisper.vad import VadOptions, get_speech_timestamps

from fastervox_worker.events import Segment, Word
from fastervox_worker.recording import SAMPLE_RATE, Samples


@dataclass(frozen=True)
class Speech:
    """The samples to decode; `chunks` are the places they were taken from when silence was cut out."""

    samples: Samples
    chunks: list[dict[str, int]] | None

    @property
    def seconds(self) -> float:
        """Length of the samples."""
        return round(len(self.samples) / SAMPLE_RATE, 3)

    def without_last(self) -> "Speech":
        """Leave the last stretch out."""
        chunks = self.chunks or []
        rest = sum(chunk["end"] - chunk["start"] for chunk in chunks[:-1])
        return Speech(self.samples[:rest], chunks[:-1])


def find_speech(samples: Samples, *, vad_filter: bool, pauses: VadOptions | None = None) -> Speech:
    """Cut silence out as faster-whisper's vad_filter does, but without its copy of all audio for each piece.

    Silence that is silent to the last bit is never decoded: Whisper hears "You" in it.
    """
    if not samples.any():
        return Speech(samples[:0], None)
    if not vad_filter:
        return Speech(samples, None)
    chunks = get_speech_timestamps(samples, pauses or VadOptions())
    pieces = [samples[chunk["start"] : chunk["end"]] for chunk in chunks]
    return Speech(np.concatenate([samples[:0], *pieces]), chunks)


def absolute_segment(found: WhisperSegment, number: int, start: float, duration: float) -> Segment:
    """Put a segment into the time of the recording; Whisper's times can lie behind its end."""

    def absolute(seconds: float) -> float:
        return round(min(max(float(seconds), 0.0) + start, duration), 3)

    words = None
    first, last = absolute(found.start), absolute(found.end)
    if found.words is not None:
        words = tuple(
            Word(absolute(word.start), absolute(word.end), word.word, probability(word.probability))
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
        no_speech_prob=probability(found.no_speech_prob),
        compression_ratio=float(found.compression_ratio),
        temperature=float(found.temperature),
        words=words,
    )


def probability(value: float) -> float:
    """Take off what float32 arithmetic adds beyond 0 and 1."""
    return min(max(float(value), 0.0), 1.0)
