"""Failures are told apart by what helps against them."""

import ctypes
import importlib
import types
from collections.abc import Callable

import pytest

from fastervox_worker.errors import ErrorCode, damaged_environment, native_failure


def raised(action: Callable[[], object]) -> Exception:
    with pytest.raises((ImportError, AttributeError, OSError, ValueError)) as caught:
        action()
    return caught.value


@pytest.mark.parametrize(
    "action",
    [
        lambda: importlib.import_module("tokenizers.no_such_part"),
        lambda: types.ModuleType("half").missing,
        lambda: ctypes.CDLL("/no/such/library.so"),
    ],
)
def test_what_a_damaged_package_raises_is_a_damaged_environment(action: Callable[[], object]) -> None:
    failure = damaged_environment(raised(action))
    assert failure is not None
    assert failure.code == ErrorCode.ENVIRONMENT_DAMAGED


@pytest.mark.parametrize("action", [lambda: getattr([], "items"), lambda: open("/no/such"), lambda: int("x")])  # noqa: B009, SIM115, PTH123
def test_what_a_damaged_model_raises_is_not(action: Callable[[], object]) -> None:
    assert damaged_environment(raised(action)) is None


def test_memory_is_told_before_anything_else() -> None:
    assert native_failure(MemoryError(), ErrorCode.ENVIRONMENT_DAMAGED).code == ErrorCode.OUT_OF_MEMORY
    of_cublas = RuntimeError("cuBLAS failed with status CUBLAS_STATUS_ALLOC_FAILED")
    assert native_failure(of_cublas).code == ErrorCode.OUT_OF_MEMORY
