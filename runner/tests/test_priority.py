"""Who waits for whom."""

import threading

import pytest

from fastervox_worker.cancellation import Cancellation
from fastervox_worker.errors import WorkerError
from fastervox_worker.priority import StreamsFirst


def nothing() -> None:
    """Is no reason to stop."""


def test_a_file_goes_on_when_the_stream_is_done() -> None:
    gate, passed = StreamsFirst(), threading.Event()

    def give_way() -> None:
        gate.give_way(nothing)
        passed.set()

    with gate.stream():
        file = threading.Thread(target=give_way)
        file.start()
        assert not passed.wait(0.05)
    assert passed.wait(5)
    file.join(5)


def test_a_file_that_waits_can_be_cancelled() -> None:
    gate, cancellation = StreamsFirst(), Cancellation()
    cancellation.ask()
    with gate.stream(), pytest.raises(WorkerError, match="cancelled"):
        gate.give_way(cancellation.check)
