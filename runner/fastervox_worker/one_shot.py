"""The form for other programs: JSON in a file, JSON in a file, one process. Same engine as the worker."""

import logging
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from fastervox_worker.errors import ErrorCode, WorkerError
from fastervox_worker.events import Segment, SegmentCommitted, Transcribed, TranscriptionEvent
from fastervox_worker.fields import Fields
from fastervox_worker.requests import Load, TranscribeFile, read_object
from fastervox_worker.start import configure_log
from fastervox_worker.stdio import encode_json, take_stdout, write_json_line
from fastervox_worker.torch_first import import_torch_first

_log = logging.getLogger(__name__)

_ADVICE = {
    ErrorCode.DEVICE_UNAVAILABLE: 'use "device": "cpu" with "compute_type": "int8"',
    ErrorCode.COMPUTE_TYPE_UNSUPPORTED: 'on a CPU use "compute_type": "int8"',
}


@dataclass(frozen=True)
class _Order:
    """What the input file asks for."""

    load: Load
    transcription: TranscribeFile
    output: Path


def run_once(arguments: list[str]) -> NoReturn:
    """Do what the input file says, print the outcome and end the process."""
    stdout = take_stdout()
    configure_log()
    outcome: dict[str, object] = {"success": True}
    try:
        _run(arguments)
    except WorkerError as error:
        advice = f"; {_ADVICE[error.code]}" if error.code in _ADVICE else ""
        outcome = {"error": f"{error.message}{advice}"}
    except KeyboardInterrupt:
        outcome = {"error": "interrupted"}
    except Exception as error:  # noqa: BLE001  # the edge of the program: its caller reads JSON, not a trace
        _log.exception("failed")
        outcome = {"error": f"{type(error).__name__}: {error}"}
    write_json_line(stdout, outcome, compact=False)
    logging.shutdown()
    os._exit(0 if "success" in outcome else 1)  # no interpreter shutdown: it would delete the model


def _run(arguments: list[str]) -> None:
    if len(arguments) != 1:
        raise WorkerError(ErrorCode.INVALID_REQUEST, "usage: whisper_runner.py input.json")
    order = _read_order(Path(arguments[0]))
    _require_own_output(order, Path(arguments[0]))
    with tempfile.TemporaryFile(dir=_output_folder(order.output)):
        pass  # an output that cannot be written is known before the work, not after it

    import_torch_first()
    from fastervox_worker.engine import Engine

    engine = Engine()
    with _naming("model_", order.load.model_path):
        engine.load(order.load)
    with _naming("audio_", order.transcription.path):
        result = _result(engine.transcribe(order.transcription))
    _write(order.output, encode_json(result, indent=2) + b"\n")


@contextmanager
def _naming(kind: str, path: str) -> Iterator[None]:
    """Have an error whose code begins so name the path: the worker's own hold none."""
    try:
        yield
    except WorkerError as error:
        if not error.code.startswith(kind):
            raise
        raise WorkerError(error.code, f"{error.message}: {path}") from error


def _read_order(path: Path) -> _Order:
    try:
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")  # as Windows editors begin a file
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise WorkerError(ErrorCode.INVALID_REQUEST, f"the input file cannot be read: {reason}: {path}") from error
    fields = Fields(read_object(content))
    order = _Order(
        Load(
            model_path=fields.text("model_path"),
            device=fields.choice("device", ("cpu", "cuda"), "cuda"),
            compute_type=fields.text("compute_type", "float16"),
        ),
        TranscribeFile(
            path=fields.text("audio_file"),
            language=_language(fields),
            beam_size=fields.whole("beam_size", 5, least=1, most=100),
            word_timestamps=fields.flag("word_timestamps", default=False),
        ),
        Path(fields.text("output_path")),
    )
    fields.finish()
    return order


def _language(fields: Fields) -> str | None:
    """Give the language; null, "auto" and "" ask for its detection."""
    language = fields.optional_text("language")
    return None if language in ("", "auto") else language


def _require_own_output(order: _Order, order_file: Path) -> None:
    """Refuse an output that would take the place of what is read, or of a device: the rename spares nothing."""
    output = order.output
    if not output.exists():
        return
    if not output.is_file() and not output.is_dir():
        raise WorkerError(ErrorCode.INVALID_REQUEST, f"output_path is not a regular file: {output}")
    for name, read in (("audio_file", Path(order.transcription.path)), ("the input file", order_file)):
        if read.exists() and output.samefile(read):
            raise WorkerError(ErrorCode.INVALID_REQUEST, f"output_path is {name}; choose another: {output}")


def _output_folder(output: Path) -> Path:
    if output.is_dir():
        raise WorkerError(ErrorCode.INVALID_REQUEST, f"output_path is a folder: {output}")
    if not output.parent.is_dir():
        raise WorkerError(ErrorCode.INVALID_REQUEST, f"the folder of output_path does not exist: {output.parent}")
    return output.parent


def _result(events: Iterable[TranscriptionEvent]) -> dict[str, object]:
    segments: list[dict[str, object]] = []
    info: dict[str, object] = {}
    for event in events:
        match event:
            case SegmentCommitted(segment):
                segments.append(_segment(segment))
            case Transcribed():
                info = {
                    "language": event.language,
                    "language_probability": event.language_probability,
                    "duration": event.duration,
                    "duration_after_vad": event.duration_after_vad,
                }
    return {"segments": segments, "info": info}


def _segment(segment: Segment) -> dict[str, object]:
    plain: dict[str, object] = {
        "id": segment.id,
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
    }
    if segment.words is not None:
        plain["words"] = [vars(word) for word in segment.words]
    return plain


def _write(output: Path, content: bytes) -> None:
    """Write beside the output and rename: whoever sees the output sees all of it."""
    descriptor, name = tempfile.mkstemp(dir=output.parent, prefix=".transcript-", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(output)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
