"""Streams first: a file gives way between two calls into the model; a stream waits for one such call at most."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from fastervox_worker.cancellation import Check

_LOOK_SECONDS = 0.1
"""A file that gives way looks this often whether it was cancelled meanwhile."""


class StreamsFirst:
    """Streams take turns among themselves; files wait while there is one that decodes."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._turn = threading.Lock()
        self._changed = threading.Condition()
        self._streams = 0

    @contextmanager
    def stream(self) -> Iterator[None]:
        """Hold the model for one decode of a stream."""
        with self._changed:
            self._streams += 1
        try:
            with self._turn:
                yield
        finally:
            with self._changed:
                self._streams -= 1
                self._changed.notify_all()

    def give_way(self, check: Check) -> None:
        """Wait until no stream decodes; for files, before each call into the model."""
        check()
        with self._changed:
            while self._streams:
                self._changed.wait(_LOOK_SECONDS)
                check()
