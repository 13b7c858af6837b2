"""Decodes an audio track to the samples Whisper takes: mono, 16 kHz, float32.

The result is that of faster-whisper's own `decode_audio`, which knows neither tracks nor cancelling, ends at the first
damaged packet and drops the silence before a track that starts later than its video. The whole file is held in memory:
4 bytes a sample, 691 MB for three hours.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

import av
import av.container
import av.error
import numpy as np
import numpy.typing as npt
from av.audio.fifo import AudioFifo
from av.audio.resampler import AudioResampler

from fastervox_worker.audio_file import choose_track, open_container, unreadable
from fastervox_worker.cancellation import Check
from fastervox_worker.errors import ErrorCode, WorkerError
from fastervox_worker.events import Track

SAMPLE_RATE = 16000

Samples = npt.NDArray[np.float32]

_RESAMPLED_AT_ONCE = 500_000
_SHORTEST_LEAD_SECONDS = 0.1
"""Encoders shift the start of a track by some milliseconds of their own, which are no silence."""


@dataclass(frozen=True)
class Recording:
    """The samples of a track."""

    samples: Samples
    track: Track

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
            pcm = _decode(container, stream, check)
        except OSError as error:
            raise unreadable(error) from error
        facts = Track(
            index=container.streams.audio.index(stream),
            codec=codec.name,
            channels=stream.channels,
            sample_rate=stream.sample_rate,
        )
    samples = np.frombuffer(pcm, np.int16).astype(np.float32)
    samples /= 32768.0
    return Recording(samples, facts)


def _decode(container: av.container.InputContainer, stream: av.AudioStream, check: Check) -> bytearray:
    damage: list[str] = []
    pcm = bytearray()
    for frame in _resampled(_frames(container, stream, check, damage.append)):
        pcm += frame.to_ndarray().tobytes()
    if pcm:
        return bytearray(2 * round(_lead_seconds(container, stream) * SAMPLE_RATE)) + pcm
    if damage or (stream.duration or 0) > 0:
        reason = f": {damage[0]}" if damage else ""
        raise WorkerError(ErrorCode.AUDIO_TRUNCATED, f"nothing of the audio track can be decoded{reason}")
    raise WorkerError(ErrorCode.AUDIO_EMPTY, "the audio track has 0 seconds")


def _frames(
    container: av.container.InputContainer, stream: av.AudioStream, check: Check, damaged: Callable[[str], None]
) -> Iterator[av.AudioFrame]:
    """Give the frames of all packets that can be decoded, and tell of the damage between them."""
    packets = container.demux(stream)
    while True:
        check()
        try:
            packet = next(packets, None)
            if packet is None:
                return
        except av.error.FFmpegError as error:
            damaged(str(error.strerror))
            yield from stream.codec_context.decode(None)
            return
        try:
            frames = packet.decode()
        except av.error.FFmpegError as error:
            damaged(str(error.strerror))
        else:
            yield from frames


def _resampled(frames: Iterator[av.AudioFrame]) -> Iterator[av.AudioFrame]:
    """Convert to 16 kHz mono; a track may change its form on the way, as broadcasts and joined files do."""
    for _, alike in groupby(frames, lambda frame: (frame.format.name, frame.layout.name, frame.sample_rate)):
        resampler = AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
        fifo = AudioFifo()
        for frame in alike:
            frame.pts = None  # gaps in time stamps are not gaps in sound
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
