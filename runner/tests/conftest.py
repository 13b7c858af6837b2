"""Workers for the tests; each is ended by its own handle."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.media import required
from tests.worker_process import WorkerProcess


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[WorkerProcess]:
    """Give a fresh worker that was not greeted yet."""
    with WorkerProcess(tmp_path / "worker.log") as process:
        yield process


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkerProcess]:
    """Give a worker that holds the test model; the tests of a module share it."""
    with WorkerProcess(tmp_path_factory.mktemp("worker") / "worker.log") as process:
        load_model(process)
        yield process


def load_model(process: WorkerProcess) -> None:
    """Greet a worker and have it load the test model."""
    process.hello()
    answer = process.call("load", model_path=str(required("FASTERVOX_TEST_MODEL")), device="cpu", compute_type="int8")
    assert answer["event"] == "result", answer
