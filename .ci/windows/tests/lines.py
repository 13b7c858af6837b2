"""A program of Windows that takes commands and tells what happens, both line by line."""

import queue
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

PATIENCE = 60  # seconds: a loaded machine is no failure


class Lines:
    """Reads everything the program says, so that nothing is missed and nothing blocks it."""

    def __init__(self, command: Sequence[str | Path], environment: dict[str, str]) -> None:
        self.said: list[str] = []
        self._queue: queue.Queue[str | None] = queue.Queue()
        self._process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=environment,
            bufsize=1,
        )  # fmt: skip
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._queue.put(line.rstrip("\r\n"))
        self._queue.put(None)

    def tell(self, command: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()

    def hear(self, start: str, within: float = PATIENCE) -> str:
        """The rest of the next line that starts so; others before it are kept in `said`."""
        deadline = time.monotonic() + within
        while True:
            try:
                line = self._queue.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no {start!r} within {within} s; said: {self.said[-20:]}") from None
            if line is None:
                raise AssertionError(f"ended without {start!r}; said: {self.said[-20:]}")
            self.said.append(line)
            if line == start or line.startswith(start + " "):
                return line[len(start) :].strip()

    def ask(self, command: str, within: float = PATIENCE) -> str:
        """Its answer begins with the command's first word."""
        self.tell(command)
        return self.hear(command.split(" ", maxsplit=1)[0], within)

    def silent(self, start: str, during: float) -> bool:
        """Whether no line starts so for a while."""
        try:
            self.hear(start, during)
        except AssertionError:
            return True
        return False

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
