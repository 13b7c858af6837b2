"""Makes the cuBLAS of the environment the one that CTranslate2 finds.

CTranslate2 loads cuBLAS by its bare name at the first GPU call; a library that is already in the process wins
(OpenNMT/CTranslate2#2098). cublasLt comes first because cuBLAS needs it.
"""

import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

from fastervox_worker.errors import ErrorCode, WorkerError

_WINDOWS = ("bin", "cublasLt64_12.dll", "cublas64_12.dll")
_LINUX = ("lib", "libcublasLt.so.12", "libcublas.so.12")


def _load_globally(path: str) -> object:
    import ctypes  # needed for a GPU alone

    return ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL)  # the flag has no meaning on Windows


def preload_cublas(site_packages: Path | None = None, load: Callable[[str], object] = _load_globally) -> list[Path]:
    """Load the libraries of the nvidia-cublas wheel; without that wheel the system's own serve."""
    folder, *names = _WINDOWS if sys.platform == "win32" else _LINUX
    root = site_packages or Path(sysconfig.get_path("purelib"))
    libraries = [root / "nvidia" / "cublas" / folder / name for name in names]
    present = [library for library in libraries if library.is_file()]
    for library in present:
        try:
            load(str(library))
        except OSError as error:
            raise WorkerError(
                ErrorCode.DEVICE_UNAVAILABLE, f"{library.name} cannot be loaded: {type(error).__name__}"
            ) from error
    return present
