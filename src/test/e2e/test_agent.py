"""fvox agent without a display: it comes to be ready, there is one of it, and its end leaves nothing behind."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Fvox, agent, exist, logged, speech_of

READY = "-> READY"


@pytest.fixture
def own_home(ready_home: Path, tmp_path: Path) -> Path:
    """A data folder of its own over the environment and the model that are ready."""
    home = tmp_path / "data"
    home.mkdir()
    for name in ("pytorch_env", "python_embed", "models", "cache"):
        if (ready_home / name).exists():
            (home / name).symlink_to(ready_home / name)
    return home


def test_it_gets_ready_runs_once_and_ends_with_all_it_started(own_home: Path) -> None:
    fvox = Fvox(own_home)
    with agent(fvox):
        logged(own_home, READY)
        second = fvox("agent", timeout=60)
        assert (second.code, "running already" in second.err) == (0, True)
    fvox.await_ends(10)
    assert fvox.left_over() == []


def test_the_model_is_loaded_at_the_start_when_that_is_chosen(own_home: Path) -> None:
    (own_home / "settings.json").write_text('{"model_loading": "at_start"}')
    fvox = Fvox(own_home)
    with agent(fvox):
        logged(own_home, "the model is loaded before anybody needs it")
        assert fvox.worker() > 0
        assert "-> RECORDING" not in (own_home / "logs/faster-vox.log").read_text(encoding="utf-8")
    fvox.await_ends(10)
    assert fvox.left_over() == []


def test_otherwise_no_worker_runs_before_the_first_dictation(own_home: Path) -> None:
    fvox = Fvox(own_home)
    with agent(fvox):
        logged(own_home, READY)
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            assert [command for command in fvox.left_over() if "main.py" in command] == []
            time.sleep(0.2)
    fvox.await_ends(10)


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


def test_when_its_source_is_back_it_gets_ready_by_itself(ready_home: Path, tmp_path: Path) -> None:
    """Of all that it needs one package is missing; the first pause is ten seconds."""
    home, site = tmp_path / "data", tmp_path / "site"
    home.mkdir()
    for part in ("python_embed", "models", "cache"):
        subprocess.run(["cp", "-al", ready_home / part, home / part], check=True, timeout=60)
    (wheel,) = (home / "cache/wheels").glob("tokenizers-*.whl")
    page = site / "simple/tokenizers/index.html"
    page.parent.mkdir(parents=True)
    wheel.rename(site / wheel.name)
    page.write_text(f'<!DOCTYPE html><html><body><a href="/{wheel.name}">{wheel.name}</a></body></html>')

    fvox, taken = Fvox(home), socket.socket()
    taken.bind(("127.0.0.1", 0))  # so that nobody else gets the port; who does not listen refuses
    port = str(taken.getsockname()[1])
    with agent(fvox, FASTERVOX_INDEX_URL=f"http://127.0.0.1:{port}/simple"):
        logged(home, "-> PROBLEM")
        taken.close()
        server = subprocess.Popen(
            [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory", site, port],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            logged(home, READY)
        finally:
            server.kill()
            server.wait(10)
    fvox.await_ends(10)
    assert fvox.left_over() == []


def silences(folder: Path, count: int) -> list[Path]:
    """Recordings in which nothing is said, which takes no time to find out."""
    folder.mkdir()
    first = folder / "0.wav"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-t", "0.5", first], check=True
    )
    return [first, *(Path(shutil.copyfile(first, folder / f"{number}.wav")) for number in range(1, count))]


def test_of_twenty_starts_at_once_one_is_the_agent_and_every_recording_is_transcribed_once(
    own_home: Path, tmp_path: Path
) -> None:
    fvox = Fvox(own_home)
    files = silences(tmp_path / "会议", 20)
    starts = [fvox.start("agent", "--quiet", file, DISPLAY="") for file in files]
    try:
        exist([file.with_suffix(".txt") for file in files])
        (owner,) = [start for start in starts if start.poll() is None]
        others = {start.wait(): start.communicate()[1] for start in starts if start is not owner}
        assert others == {0: "Handed to the running Faster-Vox, files: 1\n"}
        assert {path.name for path in files[0].parent.iterdir()} == {
            f"{number}.{kind}" for number in range(20) for kind in ("wav", "txt")
        }
        assert fvox("agent", "--quit", timeout=60).code == 0
        assert owner.wait(30) == 0
    finally:
        for start in starts:
            start.kill()
            start.communicate()
    assert fvox("agent", "--quit", timeout=60).err == "Faster-Vox does not run.\n"
    fvox.await_ends(10)
    assert fvox.left_over() == []


def test_an_agent_that_is_killed_goes_on_where_it_was(own_home: Path, tmp_path: Path) -> None:
    """That every text is then the same, whenever it is killed, the fault campaign shows (test_batches)."""
    fvox = Fvox(own_home)
    recording, journal = speech_of(45, tmp_path / "talk.wav"), own_home / "jobs/000001.job"

    first = fvox.start("agent", "--quiet", recording, DISPLAY="")
    while not (journal.exists() and '"committed"' in journal.read_text()):
        assert first.poll() is None
        time.sleep(0.1)
    first.kill()
    first.communicate()
    fvox.await_ends(10)
    assert not recording.with_suffix(".txt").exists()

    with agent(fvox):
        exist([recording.with_suffix(".txt")])
    assert recording.with_suffix(".txt").read_text().startswith("And Mr. John Dashwood had then leisure")
