"""A real worker process under test; every line that it writes is held against the schema."""

import json
import queue
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from tests.schema import validate

RUNNER = Path(__file__).resolve().parent.parent

COMMAND = [sys.executable, "-I", "-X", "utf8", str(RUNNER / "main.py")]

Message = dict[str, Any]


class WorkerProcess:
    """Sends requests and collects the events of each; `log` is its stderr once it has ended."""

    def __init__(self, log_file: Path, command: list[str] | None = None) -> None:
        self._log_file = log_file
        self._ops: dict[str, str] = {}
        self._events: dict[str | None, list[Message]] = defaultdict(list)
        self.order: list[Message] = []
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        with log_file.open("wb") as log:
            self.process = subprocess.Popen(
                command or COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()

    def send_line(self, line: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def send(self, op: str, **fields: object) -> str:
        """Send a request and give its id."""
        request_id = f"{op}-{len(self._ops)}"
        self._ops[request_id] = op
        message = {"id": request_id, "op": op, **fields}
        self.send_line(json.dumps(message).encode() + b"\n")
        return request_id

    def call(self, op: str, **fields: object) -> Message:
        """Send a request and give its last event."""
        return self.finish(self.send(op, **fields))[-1]

    def hello(self) -> Message:
        return self.call("hello", protocol=1, agent="test")

    def finish(self, request_id: str | None, seconds: float = 120) -> list[Message]:
        """Give all events of a request once the last one has come."""
        return self.wait_for(request_id, ("result", "error"), seconds)

    def wait_for(self, request_id: str | None, kinds: tuple[str, ...], seconds: float = 120) -> list[Message]:
        """Give the events of a request once one of these kinds is among them."""
        events = self._events[request_id]
        self.wait_until(lambda: any(event["event"] in kinds for event in events), seconds)
        return events

    def wait_until(self, reached: Callable[[], bool], seconds: float = 120) -> None:
        """Take events until something is reached."""
        deadline = time.monotonic() + seconds
        while not reached():
            self._take(max(0.0, deadline - time.monotonic()))

    def ended(self, seconds: float) -> tuple[int, str]:
        """Wait for the end of the process and give exit code and log."""
        code = self.process.wait(seconds)
        return code, self._log_file.read_text("utf-8")

    def _take(self, seconds: float) -> None:
        line = self._lines.get(timeout=seconds)
        if not line:
            raise EOFError(f"the worker ended: {self._log_file.read_text('utf-8')[-2000:]}")
        assert line.endswith(b"\n")
        event: Message = json.loads(line)
        validate(event, "event")
        request_id = event.get("id")
        if event["event"] == "result":
            validate(event, _camel_case(self._ops[request_id or ""]) + "Result")
        self._events[request_id].append(event)
        self.order.append(event)

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(b"")


def _camel_case(op: str) -> str:
    first, *rest = op.split("_")
    return first + "".join(part.title() for part in rest)
