"""Decodes an audio track to the samples Whisper takes: mono, 16 kHz, float32.

The result is that of faster-whisper's own `decode_audio`, which knows neither tracks nor cancelling, ends at the first
damaged packet and drops the silence before a track that starts later than its video. The whole file is held in memory:
4 bytes a sample, 691 MB for three hours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import cast

import av
import av.container
import av.error
import numpy as np
import numpy.typing as npt
from av.audio.fifo import AudioFifo
from av.audio.resampler import AudioResampler

from fastervox_worker.audio_file import choose_track, open_container, unreadable
from fastervox_worker.cancellation import Check
from fastervox_worker.damage import Coverage
from fastervox_worker.errors import ErrorCode, WorkerError
from fastervox_worker.events import Damage, Track

SAMPLE_RATE = 16000

Samples = npt.NDArray[np.float32]

_RESAMPLED_AT_ONCE = 500_000
_SHORTEST_LEAD_SECONDS = 0.1
"""Encoders shift the start of a track by some milliseconds of their own, which are no silence."""

_MOST_SEARCHES = 10_000
"""How often a demuxer may say that it has found nothing yet; one that lost its way skips 64 KiB each time."""


@dataclass(frozen=True)
class Recording:
    """The samples of a track; `damage` tells what is missing of it."""

    samples: Samples
    track: Track
    damage: Damage | None

    @property
    def seconds(self) -> float:
        """Length of the audio."""
        return round(len(self.samples) / SAMPLE_RATE, 3)


def read_recording(path: str, track: int | None, check: Check) -> Recording:
    """Decode what can be decoded of a file; it is an error only if that is nothing."""
    with open_container(path) as container:
        stream = choose_track(container, track)
        codec = stream.codec_context
        if codec is None:
            raise WorkerError(ErrorCode.AUDIO_NOT_MEDIA, "no decoder for the audio track")
        try:
            coverage = Coverage(container, stream)
            parts = _decode(container, stream, coverage, check)
            damage = coverage.damage(path)
        except OSError as error:
            raise unreadable(error) from error
        facts = Track(
            index=container.streams.audio.index(stream),
            codec=codec.name,
            channels=stream.channels,
            sample_rate=stream.sample_rate,
        )
    return Recording(_joined(parts), facts, damage)


def _joined(parts: list[npt.NDArray[np.int16]]) -> Samples:
    """Convert and free part by part from the end, so that nothing is held twice."""
    end = sum(len(part) for part in parts)
    samples = np.empty(end, np.float32)
    while parts:
        part = parts.pop()
        begin = end - len(part)
        np.divide(part, 32768.0, out=samples[begin:end], dtype=np.float32)
        end = begin
    return samples


def _decode(
    container: av.container.InputContainer, stream: av.AudioStream, coverage: Coverage, check: Check
) -> list[npt.NDArray[np.int16]]:
    failures: list[str] = []
    parts = [
        _silence(part) if isinstance(part, float) else part.to_ndarray()[0]
        for part in _resampled(_frames(container, stream, coverage, failures, check), failures)
    ]
    if any(len(part) for part in parts):
        return [_silence(_lead_seconds(container, stream)), *parts]
    if failures or (stream.duration or 0) > 0:
        reason = f": {failures[0]}" if failures else ""
        raise WorkerError(ErrorCode.AUDIO_TRUNCATED, f"nothing of the audio track can be decoded{reason}")
    raise WorkerError(ErrorCode.AUDIO_EMPTY, "the audio track has 0 seconds")


def _silence(seconds: float) -> npt.NDArray[np.int16]:
    return np.zeros(round(seconds * SAMPLE_RATE), np.int16)


def _frames(
    container: av.container.InputContainer,
    stream: av.AudioStream,
    coverage: Coverage,
    failures: list[str],
    check: Check,
) -> Iterator[av.AudioFrame | float]:
    """Give the frames of all packets that can be decoded, seconds of nothing, and the reasons of what cannot."""
    for packet in _packets(container, stream, failures, check):
        try:
            frames = packet.decode()
        except av.error.FFmpegError as error:
            failures.append(str(error.strerror))
            coverage.unreadable(packet)
        else:
            if packet.size:
                length = sum(frame.samples / frame.sample_rate for frame in frames)
                if pause := coverage.decoded(packet, length):
                    yield pause
            yield from frames


def _packets(
    container: av.container.InputContainer, stream: av.AudioStream, failures: list[str], check: Check
) -> "Iterator[av.Packet[av.AudioStream]]":
    """Give all packets and, at the end, the empty one that makes a decoder give what it holds back."""
    packets, searches = container.demux(stream), 0
    while True:
        check()
        try:
            packet = next(packets, None)
        except (av.error.FFmpegError, IndexError) as error:
            failures.append(str(error))
            searches += 1
            # It has not found yet where it can go on, or it believes to have found a track that PyAV does not know.
            if isinstance(error, av.error.BlockingIOError | IndexError) and searches < _MOST_SEARCHES:
                packets = container.demux(stream)
                continue
            last = cast("av.Packet[av.AudioStream]", av.Packet())
            last.stream = stream
            yield last
            return
        if packet is None:
            return
        yield packet


def _resampled(frames: Iterator[av.AudioFrame | float], failures: list[str]) -> Iterator[av.AudioFrame | float]:
    """Convert to 16 kHz mono; a track may change its form on the way, as broadcasts and joined files do."""
    for form, alike in groupby(frames, _form):
        try:
            if form is None:
                yield from cast("Iterator[float]", alike)
            else:
                yield from _resampled_alike(cast("Iterator[av.AudioFrame]", alike))
        except av.error.FFmpegError as error:  # a damaged packet can decode to a form that does not exist
            failures.append(str(error.strerror))


def _form(part: av.AudioFrame | float) -> tuple[str, str, int] | None:
    return None if isinstance(part, float) else (part.format.name, part.layout.name, part.sample_rate)


def _resampled_alike(frames: Iterator[av.AudioFrame]) -> Iterator[av.AudioFrame]:
    resampler = AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
    fifo = AudioFifo()
    for frame in frames:
        frame.pts = None  # the packets' times decide what is a gap
        fifo.write(frame)
        if fifo.samples >= _RESAMPLED_AT_ONCE:
            yield from resampler.resample(fifo.read())
    if fifo.samples:
        yield from resampler.resample(fifo.read())
    yield from resampler.resample(None)


def _lead_seconds(container: av.container.InputContainer, stream: av.AudioStream) -> float:
    """Give the time by which the track starts after the file; the times of subtitles depend on it."""
    if stream.start_time is None or stream.time_base is None or not container.duration or container.start_time is None:
        return 0.0
    lead = float(stream.start_time * stream.time_base) - container.start_time / av.time_base
    longest = container.duration / av.time_base  # more than that is a broken time stamp
    return lead if _SHORTEST_LEAD_SECONDS < lead < longest else 0.0
