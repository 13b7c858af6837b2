"""The requests of the protocol and their reading from a line."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import NoReturn

from fastervox_worker.errors import ErrorCode, WorkerError
from fastervox_worker.events import Checkpoint
from fastervox_worker.fields import Fields

_LONGEST_ID = 128
_MOST_PCM = 65536
"""Two seconds of samples of two bytes."""
_MOST_TOKENS = 448
"""Whisper's whole text context."""


@dataclass(frozen=True)
class Hello:
    """Opens the conversation."""

    protocol: int
    agent: str


@dataclass(frozen=True)
class Load:
    """Loads a model folder; equal requests mean the same loaded model."""

    model_path: str
    device: str
    compute_type: str
    device_index: int = 0
    cpu_threads: int = 0


@dataclass(frozen=True)
class TranscribeFile:
    """Transcribes one file. Holds text of the user (prompt, hotwords): never log it."""

    path: str
    language: str | None = None
    task: str = "transcribe"
    beam_size: int = 5
    word_timestamps: bool = False
    vad_filter: bool = True
    initial_prompt: str | None = None
    hotwords: str | None = None
    condition_on_previous_text: bool = True
    batched: bool = False
    dictation: bool = False
    audio_track: int | None = None
    start_seconds: float = 0.0
    resume: Checkpoint | None = None


@dataclass(frozen=True)
class StreamOpen:
    """Begins a stream. Holds text of the user (prompt, hotwords): never log it."""

    language: str | None = None
    initial_prompt: str | None = None
    hotwords: str | None = None
    short_windows: bool = False


@dataclass(frozen=True)
class StreamAudio:
    """The next samples of the stream that was opened by the request `stream`; `position` counts those before them."""

    stream: str
    position: int
    pcm: bytes


@dataclass(frozen=True)
class StreamRelease:
    """The last samples are on their way: what is there is probably all that was said."""

    stream: str


@dataclass(frozen=True)
class StreamClose:
    """No more audio comes; the rest is decoded."""

    stream: str


@dataclass(frozen=True)
class Cancel:
    """Ends the transcription or the stream whose request had the id `target`."""

    target: str


@dataclass(frozen=True)
class Shutdown:
    """Ends the process in good order."""


Request = Hello | Load | TranscribeFile | StreamOpen | StreamAudio | StreamRelease | StreamClose | Cancel | Shutdown


def read_object(line: bytes | None) -> dict[str, object]:
    """Read a line as one JSON object; None stands for a line that was too long to keep."""
    if line is None:
        raise WorkerError(ErrorCode.INVALID_REQUEST, "the line is too long")
    try:
        value = json.loads(line.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise WorkerError(ErrorCode.INVALID_REQUEST, f"not a JSON object: {type(error).__name__}") from error
    if not isinstance(value, dict):
        raise WorkerError(ErrorCode.INVALID_REQUEST, "not a JSON object")
    return value


def read_id(values: dict[str, object]) -> str:
    """Take the id out of a request."""
    request_id = values.pop("id", None)
    if not isinstance(request_id, str) or not 0 < len(request_id) <= _LONGEST_ID:
        raise WorkerError(ErrorCode.INVALID_REQUEST, f"field id must be a string of 1 to {_LONGEST_ID} characters")
    return request_id


def read_request(values: dict[str, object]) -> Request:
    """Read a request whose id has been taken out; anything that the schema does not allow is refused."""
    fields = Fields(values)
    request = _read(fields.text("op"), fields)
    fields.finish()
    return request


def _read(op: str, fields: Fields) -> Request:
    match op:
        case "hello":
            return Hello(protocol=fields.whole("protocol", least=-(2**31)), agent=fields.text("agent"))
        case "load":
            return Load(
                model_path=fields.text("model_path"),
                device=fields.choice("device", ("cpu", "cuda")),
                compute_type=fields.text("compute_type"),
                device_index=fields.whole("device_index", 0),
                cpu_threads=fields.whole("cpu_threads", 0, most=1024),
            )
        case "transcribe_file":
            return TranscribeFile(
                path=fields.text("path"),
                language=fields.optional_text("language"),
                task=fields.choice("task", ("transcribe", "translate"), "transcribe"),
                beam_size=fields.whole("beam_size", 5, least=1, most=100),
                word_timestamps=fields.flag("word_timestamps", default=False),
                vad_filter=fields.flag("vad_filter", default=True),
                initial_prompt=fields.optional_text("initial_prompt"),
                hotwords=fields.optional_text("hotwords"),
                condition_on_previous_text=fields.flag("condition_on_previous_text", default=True),
                batched=fields.flag("batched", default=False),
                dictation=fields.flag("dictation", default=False),
                audio_track=fields.optional_whole("audio_track"),
                start_seconds=fields.seconds("start_seconds", 0.0),
                resume=_read_checkpoint(fields.optional_object("resume")),
            )
        case "stream_open" | "stream_audio" | "stream_release" | "stream_close":
            return _read_of_stream(op, fields)
        case "cancel":
            return Cancel(target=fields.text("target"))
        case "shutdown":
            return Shutdown()
        case _:
            raise WorkerError(ErrorCode.INVALID_REQUEST, f"unknown op: {op[:64]}")


def _read_of_stream(op: str, fields: Fields) -> Request:
    if op == "stream_open":
        return StreamOpen(
            language=fields.optional_text("language"),
            initial_prompt=fields.optional_text("initial_prompt"),
            hotwords=fields.optional_text("hotwords"),
            short_windows=fields.flag("short_windows", default=False),
        )
    if op == "stream_release":
        return StreamRelease(stream=fields.text("stream"))
    if op == "stream_close":
        return StreamClose(stream=fields.text("stream"))
    return StreamAudio(
        stream=fields.text("stream"), position=fields.whole("position"), pcm=_read_pcm(fields.text("pcm"))
    )


def _read_checkpoint(fields: Fields | None) -> Checkpoint | None:
    if fields is None:
        return None
    checkpoint = Checkpoint(
        seek=fields.whole("seek"),
        prompt=fields.wholes("prompt", most_of_them=_MOST_TOKENS),
        last_speech=fields.seconds("last_speech", 0.0),
        section=fields.whole("section"),
        speech_before=fields.seconds("speech_before", 0.0),
    )
    fields.finish()
    return checkpoint


def _read_pcm(encoded: str) -> bytes:
    try:
        pcm = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise WorkerError(ErrorCode.INVALID_REQUEST, "field pcm must be base64", {"field": "pcm"}) from error
    if len(pcm) % 2 or len(pcm) > _MOST_PCM:
        message = f"field pcm must hold whole samples of two bytes, {_MOST_PCM} bytes at most"
        raise WorkerError(ErrorCode.INVALID_REQUEST, message, {"field": "pcm"})
    return pcm


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
