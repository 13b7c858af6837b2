"""fvox agent without a display: it comes to be ready, there is one of it, and its end leaves nothing behind."""

from __future__ import annotations

import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from conftest import Fvox

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

READY = "-> READY"


def logged(home: Path, text: str, within: float = 120) -> None:
    """Waits until the log of a data folder holds this text."""
    log = home / "logs/faster-vox.log"
    deadline = time.monotonic() + within
    while not (log.exists() and text in log.read_text(encoding="utf-8")):
        assert time.monotonic() < deadline, f"not logged: {text}"
        time.sleep(0.1)


@pytest.fixture
def own_home(ready_home: Path, tmp_path: Path) -> Path:
    """A data folder of its own over the environment and the model that are ready."""
    home = tmp_path / "data"
    home.mkdir()
    for name in ("pytorch_env", "python_embed", "models", "cache"):
        if (ready_home / name).exists():
            (home / name).symlink_to(ready_home / name)
    return home


@contextmanager
def agent(fvox: Fvox) -> Iterator[subprocess.Popen[str]]:
    process = fvox.start("agent", DISPLAY="")
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def test_it_gets_ready_runs_once_and_ends_with_all_it_started(own_home: Path) -> None:
    fvox = Fvox(own_home)
    with agent(fvox):
        logged(own_home, READY)
        second = fvox("agent", timeout=60)
        assert (second.code, "running already" in second.err) == (0, True)
    fvox.await_ends(10)
    assert fvox.left_over() == []


def test_broken_settings_are_kept_aside_and_stop_nothing(own_home: Path) -> None:
    (own_home / "settings.json").write_text("{broken")
    with agent(Fvox(own_home)):
        logged(own_home, "-> PROBLEM")  # ready, and the settings are told
    assert (own_home / "settings.broken-1.json").read_text() == "{broken"


def test_without_environment_and_network_it_starts_and_says_so(tmp_path: Path) -> None:
    home = tmp_path / "data"
    fvox = Fvox(home)
    process = fvox.start(
        "agent", DISPLAY="", FASTERVOX_INDEX_URL="http://127.0.0.1:9", FASTERVOX_HUB_URL="http://127.0.0.1:9"
    )
    try:
        logged(home, "-> PREPARING")
        logged(home, "-> PROBLEM")
        assert process.poll() is None
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
