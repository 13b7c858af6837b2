"""What CTranslate2 can run on, and the check of what was asked for."""

import ctranslate2

from fastervox_worker.errors import ErrorCode, WorkerError
from fastervox_worker.events import DeviceSupport
from fastervox_worker.gpu_switch import gpu_is_off

_CHOSEN_BY_LIBRARY = ("default", "auto")


def supported_devices() -> tuple[DeviceSupport, ...]:
    """List the CPU and every GPU that answers."""
    devices = [_support("cpu", 0)]
    for index in range(_gpu_count()):
        try:
            devices.append(_support("cuda", index))
        except RuntimeError:
            continue  # a GPU that does not answer is none; `load` tells why
    return tuple(devices)


def require_device(device: str, index: int, compute_type: str) -> None:
    """Refuse a device that is not there or that cannot run the compute type; nothing is chosen in its place."""
    if device == "cuda" and index >= _gpu_count():
        raise WorkerError(
            ErrorCode.DEVICE_UNAVAILABLE,
            f"no CUDA device {index}: {_why_no_gpu(index)}",
            {"device": device},
        )
    try:
        supported = _support(device, index).compute_types
    except RuntimeError as error:
        raise WorkerError(ErrorCode.DEVICE_UNAVAILABLE, f"{device} does not answer: {error}") from error
    if compute_type not in supported and compute_type not in _CHOSEN_BY_LIBRARY:
        raise WorkerError(
            ErrorCode.COMPUTE_TYPE_UNSUPPORTED,
            f"{device} cannot run compute type {compute_type[:32]}; it can run {', '.join(supported)}",
            {"device": device, "supported": " ".join(supported)},
        )


def _support(device: str, index: int) -> DeviceSupport:
    return DeviceSupport(device, index, tuple(sorted(ctranslate2.get_supported_compute_types(device, index))))


def _why_no_gpu(index: int) -> str:
    """Say it in plain words and as CTranslate2 puts it, whose count of devices is 0 for every reason."""
    plain = "no NVIDIA GPU with a working driver was found"
    if not gpu_is_off():
        try:
            ctranslate2.get_supported_compute_types("cuda", index)
        except RuntimeError as error:
            return f"{plain} ({error})"
    return plain


def _gpu_count() -> int:
    if gpu_is_off():
        return 0
    try:
        return int(ctranslate2.get_cuda_device_count())
    except RuntimeError:
        return 0
