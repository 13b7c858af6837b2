"""Starts the worker in the order that matters: signals, stdio, log, libraries, then the first read of stdin."""

import logging
import os
import signal
import sys
from typing import NoReturn

from fastervox_worker.channel import Channel

LOG_LEVEL_VARIABLE = "FASTERVOX_WORKER_LOG"


def start_worker() -> NoReturn:
    """Serve the agent and end the process, without an interpreter shutdown that would delete the model."""
    _ignore_interrupts()
    channel = Channel.over_stdio()
    configure_log()
    # numpy, ctranslate2 and all else are imported here, with no read of stdin under way.
    from fastervox_worker.engine import Engine
    from fastervox_worker.server import Server

    Server(channel, Engine()).run()
    logging.shutdown()
    os._exit(0)


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
