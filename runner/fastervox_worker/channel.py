"""The two ends of the conversation with the agent."""

import logging
import os
import threading
from collections.abc import Iterator
from dataclasses import asdict
from typing import BinaryIO

from fastervox_worker.events import Event, Heartbeat
from fastervox_worker.stdio import take_stdin, take_stdout, write_json_line

LONGEST_LINE = 1024 * 1024

_log = logging.getLogger(__name__)


class Channel:
    """Lines in, events out; `send` may be called from any thread."""

    def __init__(self, requests: BinaryIO, events: int) -> None:
        """Read from a stream, write to a descriptor."""
        self._requests = requests
        self._events = events
        self._sending = threading.Lock()

    @classmethod
    def over_stdio(cls) -> "Channel":
        """Take stdin and stdout of the process."""
        return cls(os.fdopen(take_stdin(), "rb"), take_stdout())

    def lines(self) -> Iterator[bytes | None]:
        """Give each line until the end of stdin, None for one that was too long; an unfinished last one is dropped."""
        while line := self._requests.readline(LONGEST_LINE + 1):
            if line.endswith(b"\n"):
                yield line
            elif len(line) > LONGEST_LINE:
                while (rest := self._requests.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                    pass
                yield None

    def send(self, request_id: str | None, event: Event) -> None:
        """Send an event of a request; a heartbeat has none."""
        message: dict[str, object] = {"event": event.event}
        if not isinstance(event, Heartbeat):
            message["id"] = request_id
        message.update(asdict(event))
        with self._sending:
            try:
                write_json_line(self._events, message)
            except OSError:
                _log.warning("nobody reads the events any more: the worker ends")
                os._exit(1)
