"""Stopping a transcription from another thread."""

import threading
from collections.abc import Callable

from fastervox_worker.errors import ErrorCode, WorkerError

Check = Callable[[], None]
"""Raises when the work is to stop; cheap enough for every packet of a file."""


class Cancellation:
    """Set by one thread, looked at by the one that works."""

    def __init__(self) -> None:
        """Start uncancelled."""
        self._asked = threading.Event()

    def ask(self) -> None:
        """Make the next `check` raise."""
        self._asked.set()

    @property
    def asked(self) -> bool:
        """Tell whether somebody asked to stop."""
        return self._asked.is_set()

    def check(self) -> None:
        """Raise if somebody asked to stop."""
        if self._asked.is_set():
            raise WorkerError(ErrorCode.CANCELLED, "cancelled on request")


class Checked:
    """Stands for a library's object and runs a check before each of its calls.

    faster-whisper has no hook inside a window; between its calls into CTranslate2 and onnxruntime there is this one.
    """

    def __init__(self, target: object, check: Check) -> None:
        """Stand for a target."""
        self._target = target
        self._check = check

    def __getattr__(self, name: str) -> object:
        """Give the target's attribute, a method with the check before it."""
        attribute = getattr(self._target, name)
        if not callable(attribute):
            return attribute

        def checked(*arguments: object, **named: object) -> object:
            self._check()
            return attribute(*arguments, **named)

        return checked
