"""Starts the worker in the order that matters: signals, stdio, log, libraries, then the first read of stdin."""

import logging
import os
import signal
import sys
from typing import NoReturn

from fastervox_worker.channel import Channel
from fastervox_worker.errors import ErrorCode, WorkerError, native_failure
from fastervox_worker.events import Failed
from fastervox_worker.requests import read_id, read_object
from fastervox_worker.torch_first import import_torch_first

LOG_LEVEL_VARIABLE = "FASTERVOX_WORKER_LOG"


def start_worker() -> NoReturn:
    """Serve the agent and end the process, without an interpreter shutdown that would delete the model."""
    _ignore_interrupts()
    channel = Channel.over_stdio()
    configure_log()
    # numpy, ctranslate2 and all else are imported here, with no read of stdin under way.
    try:
        import_torch_first()
        from fastervox_worker.engine import Engine
        from fastervox_worker.server import Server
    except Exception as error:  # a file that is missing, empty or overwritten raises anything
        logging.getLogger(__name__).exception("the environment cannot be imported")
        _refuse(channel, error)
    Server(channel, Engine()).run()
    logging.shutdown()
    os._exit(0)


def _refuse(channel: Channel, error: Exception) -> NoReturn:
    """Answer the first request with what is wrong with the environment, and end the process."""
    failure = native_failure(error, ErrorCode.ENVIRONMENT_DAMAGED)
    for line in channel.lines():
        try:
            request_id = read_id(read_object(line))
        except WorkerError as unreadable:
            channel.send(None, Failed(unreadable.code, unreadable.message))
        else:
            channel.send(request_id, Failed(failure.code, failure.message))
            break
    logging.shutdown()
    os._exit(1)


def configure_log() -> None:
    """Log to stderr, never what was said; the libraries, which do not promise that, log warnings only."""
    name = os.environ.get(LOG_LEVEL_VARIABLE, "INFO").upper()
    level = logging.getLevelNamesMapping().get(name, logging.INFO)
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("fastervox_worker").setLevel(level)


def _ignore_interrupts() -> None:
    """Leave Ctrl-C, which reaches the whole console, to the agent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        signal.signal(signal.SIGBREAK, signal.SIG_IGN)
