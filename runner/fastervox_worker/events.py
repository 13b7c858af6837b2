"""The events of the protocol, field by field as they are sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class Word:
    """One word and its time in seconds; the text is verbatim, usually with a leading space."""

    start: float
    end: float
    word: str
    probability: float


@dataclass(frozen=True)
class Segment:
    """One committed piece of text with its time in seconds from the start of the file; it covers its words."""

    id: int
    start: float
    end: float
    text: str
    avg_logprob: float
    no_speech_prob: float
    compression_ratio: float
    temperature: float
    words: tuple[Word, ...] | None


@dataclass(frozen=True)
class Track:
    """The audio track that is decoded; `index` counts the audio tracks of the file from 0."""

    index: int
    codec: str
    channels: int
    sample_rate: int


@dataclass(frozen=True)
class Damage:
    """What is missing of a recording: `truncated` at its end, `corrupt` inside it (and perhaps at its end)."""

    kind: str
    missing_seconds: float
    unreadable_packets: int


@dataclass(frozen=True)
class DeviceSupport:
    """A device and the compute types it can run."""

    device: str
    index: int
    compute_types: tuple[str, ...]


@dataclass(frozen=True)
class Started:
    """The audio is read and its language known."""

    event: ClassVar[str] = "started"
    duration: float
    language: str | None
    language_probability: float
    track: Track
    damage: Damage | None


@dataclass(frozen=True)
class Checkpoint:
    """The state of the decoder before the next window or piece: given back in `resume`, the work goes on from there.

    `section` is the sample at which its section of the recording begins, `speech_before` the seconds of speech before
    that; `seek` counts frames of what is decoded of the section, `prompt` holds the tokens of the text before,
    `last_speech` is the time at which the last word before ended. The tokens are text of the user: never log them.
    """

    seek: int
    prompt: tuple[int, ...]
    last_speech: float
    section: int = 0
    speech_before: float = 0.0


@dataclass(frozen=True)
class SegmentCommitted:
    """A segment will not change any more."""

    event: ClassVar[str] = "segment"
    segment: Segment


@dataclass(frozen=True)
class Progress:
    """Seconds of audio done; with `checkpoint` when another process can go on exactly here."""

    event: ClassVar[str] = "progress"
    seconds: float
    duration: float
    checkpoint: Checkpoint | None = None


@dataclass(frozen=True)
class Transcribed:
    """The result of a transcription; `segments` is their count."""

    event: ClassVar[str] = "result"
    duration: float
    duration_after_vad: float
    language: str | None
    language_probability: float
    segments: int
    decode_seconds: float


@dataclass(frozen=True)
class Partial:
    """What the tail of a stream seems to be; replaced by the next one, by a segment, or by an empty one."""

    event: ClassVar[str] = "partial"
    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Redecoding:
    """The segments of a stream so far are void: all of it is decoded anew. The reason is for the log."""

    event: ClassVar[str] = "redecoding"
    reason: str


@dataclass(frozen=True)
class AudioTaken:
    """The result of stream_audio; what waits to be decoded, beside the part that is not complete yet."""

    event: ClassVar[str] = "result"
    waiting_seconds: float


@dataclass(frozen=True)
class ReleaseAnswer:
    """The result of stream_release; false when there is no such stream."""

    event: ClassVar[str] = "result"
    released: bool


@dataclass(frozen=True)
class CloseAnswer:
    """The result of stream_close; false when there is no such stream."""

    event: ClassVar[str] = "result"
    closed: bool


@dataclass(frozen=True)
class Streamed:
    """The result of a stream; `segments` counts those that are not void."""

    event: ClassVar[str] = "result"
    duration: float
    speech_seconds: float
    language: str | None
    language_probability: float
    segments: int
    decode_seconds: float
    tail_seconds: float
    reruns: int
    withdrawn: int
    redecoded: str | None


@dataclass(frozen=True)
class Greeting:
    """The result of hello."""

    event: ClassVar[str] = "result"
    protocol: int
    worker: str
    python: str
    packages: Mapping[str, str]
    devices: tuple[DeviceSupport, ...]
    pid: int


@dataclass(frozen=True)
class Loaded:
    """The result of load; `compute_type` is the effective one."""

    event: ClassVar[str] = "result"
    load_seconds: float
    device: str
    compute_type: str
    multilingual: bool
    languages: tuple[str, ...]


@dataclass(frozen=True)
class CancelAnswer:
    """The result of cancel; false when the target was not queued or running."""

    event: ClassVar[str] = "result"
    cancelled: bool


@dataclass(frozen=True)
class Goodbye:
    """The result of shutdown, the last line."""

    event: ClassVar[str] = "result"


@dataclass(frozen=True)
class Failed:
    """The end of a request without a result."""

    event: ClassVar[str] = "error"
    code: str
    message: str
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Heartbeat:
    """Sign of life; belongs to no request."""

    event: ClassVar[str] = "heartbeat"
    uptime_seconds: float
    busy: str | None
    rss_bytes: int


TranscriptionEvent = Started | SegmentCommitted | Progress | Transcribed
StreamEvent = Partial | SegmentCommitted | Redecoding | AudioTaken | ReleaseAnswer | CloseAnswer | Streamed
Event = TranscriptionEvent | StreamEvent | Greeting | Loaded | CancelAnswer | Goodbye | Failed | Heartbeat
