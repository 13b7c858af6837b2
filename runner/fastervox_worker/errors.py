"""Failures as the agent sees them: a stable code and a technical message."""

from collections.abc import Mapping
from enum import StrEnum
from types import ModuleType


class ErrorCode(StrEnum):
    """The codes of the protocol; PROTOCOL.md says what each means."""

    INVALID_REQUEST = "invalid_request"
    PROTOCOL_MISMATCH = "protocol_mismatch"
    ENVIRONMENT_DAMAGED = "environment_damaged"
    MODEL_MISSING = "model_missing"
    MODEL_INVALID = "model_invalid"
    MODEL_NOT_LOADED = "model_not_loaded"
    DEVICE_UNAVAILABLE = "device_unavailable"
    COMPUTE_TYPE_UNSUPPORTED = "compute_type_unsupported"
    OUT_OF_MEMORY = "out_of_memory"
    AUDIO_MISSING = "audio_missing"
    AUDIO_UNREADABLE = "audio_unreadable"
    AUDIO_EMPTY = "audio_empty"
    AUDIO_NOT_MEDIA = "audio_not_media"
    AUDIO_NO_TRACK = "audio_no_track"
    AUDIO_TRUNCATED = "audio_truncated"
    UNKNOWN_LANGUAGE = "unknown_language"
    CANCELLED = "cancelled"
    INTERNAL = "internal"


class WorkerError(Exception):
    """Ends a request. The message goes into the agent's log, so it holds no path and nothing that was said."""

    def __init__(self, code: ErrorCode, message: str, detail: Mapping[str, str] | None = None) -> None:
        """Keep code, technical message and optional named facts."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.detail = dict(detail or {})


def damaged_environment(error: Exception) -> WorkerError | None:
    """Tell whether an exception means that a package of the environment or one of its libraries is not whole.

    A package that is half there lacks names; a library that cannot be opened is an OSError without a file's name.
    """
    match error:
        case ImportError():
            damaged = True
        case AttributeError():
            damaged = isinstance(error.obj, ModuleType)
        case OSError():
            damaged = error.filename is None
        case _:
            damaged = False
    return WorkerError(ErrorCode.ENVIRONMENT_DAMAGED, f"{type(error).__name__}: {error}") if damaged else None


_NO_MEMORY = ("out of memory", "bad_alloc", "alloc_failed")
"""The last one is cuBLAS' own: CUBLAS_STATUS_ALLOC_FAILED."""


def native_failure(error: Exception, otherwise: ErrorCode = ErrorCode.INTERNAL) -> WorkerError:
    """Classify an exception out of CTranslate2, which tells its failures apart by text alone."""
    text = str(error).lower()
    if isinstance(error, MemoryError) or any(sign in text for sign in _NO_MEMORY):
        code = ErrorCode.OUT_OF_MEMORY
    elif any(name in text for name in ("cuda", "cublas", "cudnn", "no kernel image", "ptx")):
        code = ErrorCode.DEVICE_UNAVAILABLE
    else:
        code = otherwise
    return WorkerError(code, f"{type(error).__name__}: {error}")
