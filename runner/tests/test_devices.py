"""Devices are checked, never replaced."""

from pathlib import Path

import ctranslate2
import pytest

from fastervox_worker.cublas import preload_cublas
from fastervox_worker.devices import require_device, supported_devices
from fastervox_worker.errors import ErrorCode, WorkerError, native_failure

NO_DRIVER = "CUDA failed with error CUDA driver version is insufficient for CUDA runtime version"


def gpus(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Pretend to have GPUs of which every second one does not answer."""

    def compute_types(device: str, index: int = 0) -> set[str]:
        if device == "cuda" and index % 2:
            raise RuntimeError(NO_DRIVER)
        return {"float32", "float16"} if device == "cuda" else {"int8", "float32"}

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: count)
    monkeypatch.setattr(ctranslate2, "get_supported_compute_types", compute_types)


def test_devices_that_answer_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    gpus(monkeypatch, 3)
    assert [(device.device, device.index, device.compute_types) for device in supported_devices()] == [
        ("cpu", 0, ("float32", "int8")),
        ("cuda", 0, ("float16", "float32")),
        ("cuda", 2, ("float16", "float32")),
    ]


def test_a_worker_for_the_cpu_does_not_call_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash() -> int:
        raise AssertionError("the driver was called")

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", crash)
    monkeypatch.setenv("FASTERVOX_GPU", "off")
    with pytest.raises(WorkerError) as caught:
        require_device("cuda", 0, "float16")
    assert ([device.device for device in supported_devices()], caught.value.code) == (
        ["cpu"],
        ErrorCode.DEVICE_UNAVAILABLE,
    )


@pytest.mark.parametrize("compute_type", ["int8", "float32", "default", "auto"])
def test_a_supported_compute_type_passes(compute_type: str) -> None:
    require_device("cpu", 0, compute_type)


def test_an_unsupported_compute_type_is_refused_with_the_supported_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    gpus(monkeypatch, 0)
    with pytest.raises(WorkerError) as caught:
        require_device("cpu", 0, "float16")
    assert (caught.value.code.value, caught.value.detail) == (
        "compute_type_unsupported",
        {"device": "cpu", "supported": "float32 int8"},
    )


@pytest.mark.parametrize(("count", "index"), [(0, 0), (1, 1), (2, 1)])
def test_a_gpu_that_is_not_there_or_does_not_answer_is_refused(
    monkeypatch: pytest.MonkeyPatch, count: int, index: int
) -> None:
    gpus(monkeypatch, count)
    with pytest.raises(WorkerError) as caught:
        require_device("cuda", index, "float16")
    assert caught.value.code.value == "device_unavailable"


def test_why_there_is_no_gpu_is_what_the_library_says(monkeypatch: pytest.MonkeyPatch) -> None:
    gpus(monkeypatch, 0)
    with pytest.raises(
        WorkerError, match=f"^no CUDA device 1: no NVIDIA GPU with a working driver was found \\({NO_DRIVER}\\)$"
    ):
        require_device("cuda", 1, "float16")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RuntimeError("CUDA failed with error out of memory"), "out_of_memory"),
        (MemoryError("std::bad_alloc"), "out_of_memory"),
        (RuntimeError(NO_DRIVER), "device_unavailable"),
        (RuntimeError("Library cublas64_12.dll is not found or cannot be loaded"), "device_unavailable"),
        (RuntimeError("File model.bin is incomplete"), "model_invalid"),
    ],
)
def test_failures_of_the_library_get_their_code(error: Exception, code: str) -> None:
    assert native_failure(error, ErrorCode.MODEL_INVALID).code.value == code


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """Make the files of the nvidia-cublas wheel on either system."""
    for name in (
        "bin/cublasLt64_12.dll",
        "bin/cublas64_12.dll",
        "lib/libcublasLt.so.12",
        "lib/libcublas.so.12",
    ):
        file = tmp_path / "nvidia" / "cublas" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"not a library")
    return tmp_path


def test_cublas_is_loaded_by_full_path_after_the_library_it_needs(wheel: Path) -> None:
    loaded: list[str] = []
    present = preload_cublas(wheel, loaded.append)
    assert loaded == [str(path) for path in present]
    assert [path.is_absolute() for path in present] == [True, True]
    assert ["Lt" in path.name for path in present] == [True, False]


def test_without_the_wheel_nothing_is_loaded(tmp_path: Path) -> None:
    assert preload_cublas(tmp_path) == []


def test_a_cublas_that_cannot_be_loaded_is_told(wheel: Path) -> None:
    def refuse(_: str) -> None:
        raise OSError("invalid ELF header")

    with pytest.raises(WorkerError) as caught:
        preload_cublas(wheel, refuse)
    assert caught.value.code.value == "device_unavailable"
