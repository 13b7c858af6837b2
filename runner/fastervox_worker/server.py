"""Answers the agent: one thread reads, one works, one gives signs of life."""

import logging
import os
import platform
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from fastervox_worker import PROTOCOL, VERSION
from fastervox_worker.cancellation import Cancellation
from fastervox_worker.channel import Channel
from fastervox_worker.devices import supported_devices
from fastervox_worker.engine import Engine
from fastervox_worker.errors import ErrorCode, WorkerError, damaged_environment
from fastervox_worker.events import (
    CancelAnswer,
    CloseAnswer,
    Event,
    Failed,
    Goodbye,
    Greeting,
    Heartbeat,
    ReleaseAnswer,
    Transcribed,
)
from fastervox_worker.memory import resident_bytes
from fastervox_worker.requests import (
    Cancel,
    Hello,
    Load,
    Request,
    Shutdown,
    StreamAudio,
    StreamClose,
    StreamOpen,
    StreamRelease,
    TranscribeFile,
    read_id,
    read_object,
    read_request,
)
from fastervox_worker.stream import Stream
from fastervox_worker.versions import package_versions

_HEARTBEAT_SECONDS = 2.0
_MOST_STREAMS = 16
"""Somebody who speaks on while earlier recordings are being finished needs a few."""

_log = logging.getLogger(__name__)


@dataclass
class _Job:
    """A request that takes time, and the ids of the cancels that wait for its end."""

    id: str
    request: Load | TranscribeFile
    cancellation: Cancellation = field(default_factory=Cancellation)
    cancels: list[str] = field(default_factory=list)


class Server:
    """Serves one agent until shutdown or the end of stdin; both end the process."""

    def __init__(self, channel: Channel, engine: Engine) -> None:
        """Take the ends of the conversation and the engine."""
        self._channel = channel
        self._engine = engine
        self._born = time.monotonic()
        self._greeted = False  # of the reading thread alone
        # Guarded by the condition, together with the last events of jobs:
        self._changed = threading.Condition()
        self._waiting: deque[_Job] = deque()
        self._running: _Job | None = None
        self._streams: dict[str, Stream] = {}
        self._shutdown: str | None = None

    def run(self) -> None:
        """Work in the calling thread; returns after a shutdown."""
        threading.Thread(target=self._read, name="requests", daemon=True).start()
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()
        while job := self._next():
            event = _outcome(job.id, lambda: self._perform(job))
            with self._changed:
                self._finish(job, event)
                self._running = None
        with self._changed:
            self._changed.wait_for(lambda: not self._streams)
        if self._shutdown is not None:
            self._channel.send(self._shutdown, Goodbye())

    def _next(self) -> _Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._shutdown is not None)
            if self._shutdown is not None:
                return None
            self._running = self._waiting.popleft()
            return self._running

    def _perform(self, job: _Job) -> Event:
        """Do a job, send its events and give its last one."""
        if isinstance(job.request, Load):
            return self._engine.load(job.request)
        for event in self._engine.transcribe(job.request, job.cancellation.check):
            if isinstance(event, Transcribed):
                return event
            self._channel.send(job.id, event)
        return Failed(ErrorCode.INTERNAL, "the transcription ended without a result")

    def _decode(self, stream: Stream) -> None:
        """Decode a stream in a thread of its own."""
        event = _outcome(stream.id, stream.decode)
        with self._changed:
            stream.end()
            self._finish(stream, event)
            del self._streams[stream.id]
            self._changed.notify()

    def _finish(self, job: _Job | Stream, event: Event) -> None:
        self._channel.send(job.id, event)
        cancelled = isinstance(event, Failed) and event.code == ErrorCode.CANCELLED
        for cancel in job.cancels:
            self._channel.send(cancel, CancelAnswer(cancelled))

    def _read(self) -> None:
        for line in self._channel.lines():
            request_id = None
            try:
                values = read_object(line)
                request_id = read_id(values)
                self._accept(request_id, read_request(values))
            except WorkerError as error:
                self._channel.send(request_id, Failed(error.code, error.message, error.detail))
            except Exception as error:  # noqa: BLE001  # the edge of the thread: a dead reader is deaf for ever
                _log.exception("a request could not be taken")
                self._channel.send(request_id, _unexpected(error))
        # The agent is gone. Without it nothing is worth finishing, and no thread may hold the process up.
        os._exit(0)

    def _accept(self, request_id: str, request: Request) -> None:
        if isinstance(request, Hello):
            self._channel.send(request_id, self._greet(request))
            return
        if not self._greeted:
            raise WorkerError(ErrorCode.INVALID_REQUEST, "hello has to come first")
        with self._changed:
            if self._shutdown is not None:
                raise WorkerError(ErrorCode.INVALID_REQUEST, "the worker is shutting down")
            match request:
                case Cancel(target):
                    self._cancel(request_id, target)
                case Shutdown():
                    self._shut_down(request_id)
                case Load() | TranscribeFile():
                    self._waiting.append(_Job(request_id, request))
                    self._changed.notify()
                case _:
                    self._accept_of_stream(request_id, request)

    def _accept_of_stream(
        self, request_id: str, request: StreamOpen | StreamAudio | StreamRelease | StreamClose
    ) -> None:
        match request:
            case StreamOpen():
                self._open(request_id, request)
            case StreamAudio(stream):
                self._stream(stream).audio(request_id, request)
            case StreamRelease(stream):
                self._channel.send(request_id, ReleaseAnswer(stream in self._streams))
                if stream in self._streams:
                    self._streams[stream].release()
            case StreamClose(stream):
                self._channel.send(request_id, CloseAnswer(stream in self._streams))
                if stream in self._streams:
                    self._streams[stream].close()

    def _open(self, request_id: str, request: StreamOpen) -> None:
        if len(self._streams) >= _MOST_STREAMS:
            raise WorkerError(ErrorCode.INVALID_REQUEST, f"there are {_MOST_STREAMS} streams already")
        stream = Stream(request_id, request, self._engine, self._channel)
        self._streams[request_id] = stream
        threading.Thread(target=self._decode, args=(stream,), name=f"stream-{request_id[:16]}", daemon=True).start()

    def _stream(self, stream_id: str) -> Stream:
        stream = self._streams.get(stream_id)
        if stream is None:
            raise WorkerError(ErrorCode.INVALID_REQUEST, "there is no such stream")
        return stream

    def _greet(self, request: Hello) -> Greeting:
        if request.protocol != PROTOCOL:
            message = f"the worker speaks protocol {PROTOCOL}, the agent {request.protocol}"
            raise WorkerError(ErrorCode.PROTOCOL_MISMATCH, message, {"protocol": str(PROTOCOL)})
        self._greeted = True
        _log.info("agent %s", request.agent[:64])
        return Greeting(
            PROTOCOL, VERSION, platform.python_version(), package_versions(), supported_devices(), os.getpid()
        )

    def _cancel(self, request_id: str, target: str) -> None:
        """Cancel under the lock: a waiting job ends here, a running one at its next check."""
        running = self._running
        if running is not None and running.id == target and isinstance(running.request, TranscribeFile):
            running.cancels.append(request_id)
            running.cancellation.ask()
            return
        if target in self._streams:
            self._streams[target].cancel(request_id)
            return
        job = next((job for job in self._waiting if job.id == target), None)
        if job is None:
            self._channel.send(request_id, CancelAnswer(cancelled=False))
            return
        self._waiting.remove(job)
        job.cancels.append(request_id)
        self._finish(job, _cancelled())

    def _shut_down(self, request_id: str) -> None:
        self._shutdown = request_id
        while self._waiting:
            self._finish(self._waiting.popleft(), _cancelled())
        if self._running is not None:
            self._running.cancellation.ask()
        for stream in self._streams.values():
            stream.cancel(None)
        self._changed.notify()

    def _beat(self) -> None:
        while True:
            time.sleep(_HEARTBEAT_SECONDS)
            running = self._running or next(iter(tuple(self._streams.values())), None)
            uptime = round(time.monotonic() - self._born, 3)
            self._channel.send(None, Heartbeat(uptime, running.id if running else None, resident_bytes()))


def _outcome(request_id: str, work: Callable[[], Event]) -> Event:
    """Do work at the edge of a thread: whatever happens, the worker lives on, and there is a last event."""
    try:
        return work()
    except WorkerError as error:
        return Failed(error.code, error.message, error.detail)
    except MemoryError:
        return Failed(ErrorCode.OUT_OF_MEMORY, "out of memory")
    except Exception as error:  # noqa: BLE001  # the edge of the thread
        _log.exception("request %s failed", request_id)
        return _unexpected(error)


def _unexpected(error: Exception) -> Failed:
    failure = damaged_environment(error) or WorkerError(ErrorCode.INTERNAL, f"{type(error).__name__}: {error}")
    return Failed(failure.code, failure.message)


def _cancelled() -> Failed:
    return Failed(ErrorCode.CANCELLED, "cancelled before it began")
