"""The queue of files: killed at any moment, its transcripts are those of an undisturbed run."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SAMPLES, Fvox, speech_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEED = 20261125
KILLS = int(os.environ.get("FASTERVOX_QUEUE_KILLS", "3"))
"""30 in the long form."""


@pytest.fixture
def queue(ready_home: Path, tmp_path: Path) -> Iterator[Fvox]:
    """The environment and model of the tests, with a queue of its own."""
    home = tmp_path / "home"
    home.mkdir()
    for part in ("pytorch_env", "python_embed", "models", "cache"):
        if (ready_home / part).exists():
            (home / part).symlink_to(ready_home / part)
    fvox = Fvox(home)
    yield fvox
    fvox.await_ends(20)
    assert fvox.left_over() == []


def batch(folder: Path) -> list[Path]:
    """Recordings of some windows each, one with a name that needs care."""
    folder.mkdir()
    longer = 1 if KILLS <= 3 else 4
    return [
        speech_of(12 * longer, folder / "one.wav"),
        speech_of(65 * longer, folder / "两个 [2].wav"),
    ]


def transcripts(folder: Path) -> dict[str, Any]:
    """All but how long it took."""
    read = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    return {name: {k: v for k, v in content.items() if k != "decode_seconds"} for name, content in read.items()}


def kill(run: subprocess.Popen[str]) -> None:
    os.killpg(run.pid, signal.SIGKILL)
    run.communicate()


def test_a_batch_that_is_killed_again_and_again_ends_like_an_undisturbed_one(queue: Fvox, tmp_path: Path) -> None:
    quiet, wild = tmp_path / "quiet", tmp_path / "wild"
    options = ("--format", "json,srt", "--language", "en", "--model", "base", "--word-timestamps", "--beam-size", "1")
    assert queue("queue", "add", *options, *batch(quiet)).code == 0
    undisturbed = queue("queue", "run")
    assert undisturbed.code == 0, undisturbed.err
    assert queue("queue", "clear").code == 0

    assert queue("queue", "add", *options, *batch(wild)).code == 0
    dice = random.Random(SEED)  # noqa: S311
    run = queue.start("queue", "run")
    while not any('"committed"' in job.read_text("utf-8") for job in queue.home.glob("jobs/*.job")):
        assert run.poll() is None
        time.sleep(0.05)
    kill(run)  # in the middle of a recording
    for _ in range(1, KILLS):
        queue.await_ends(20)
        run = queue.start("queue", "run")
        try:
            run.communicate(timeout=dice.uniform(0.5, 8.0))
            break  # it was done before the blow
        except subprocess.TimeoutExpired:
            kill(run)
    queue.await_ends(20)
    last = queue("queue", "run")
    assert last.code == 0, last.err

    assert transcripts(wild) == transcripts(quiet)
    names = sorted(path.name for path in quiet.iterdir())
    assert sorted(path.name for path in wild.iterdir()) == names
    for path in wild.glob("*.srt"):
        assert path.read_bytes() == (quiet / path.name).read_bytes()
    jobs = json.loads(queue("queue", "list", "--json").out)
    assert [job["state"] for job in jobs] == ["DONE", "DONE"]


def test_bad_files_in_a_batch_fail_by_themselves_in_words(queue: Fvox, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "garbage.mp3").write_bytes(random.Random(SEED).randbytes(300_000))  # noqa: S311
    (folder / "empty.wav").touch()
    with (folder / "huge.wav").open("wb") as huge:
        huge.truncate(5 << 30)  # sparse: 5 GiB of zeros that are no recording
    gone = folder / "gone.wav"
    shutil.copy(SAMPLES / "ill-disposed.wav", gone)
    shutil.copy(SAMPLES / "ill-disposed.wav", folder / "good.wav")

    added = queue("queue", "add", "--language", "en", "--model", "base", *sorted(folder.iterdir()))
    assert (added.code, "[FV203]" in added.err) == (1, True), added.err
    gone.unlink()
    run = queue("queue", "run")

    assert run.code == 1
    jobs = {job["recording"].rsplit("/", 1)[-1]: job for job in json.loads(queue("queue", "list", "--json").out)}
    assert {name: job["state"] for name, job in jobs.items()} == {
        "garbage.mp3": "FAILED",
        "gone.wav": "FAILED",
        "good.wav": "DONE",
        "huge.wav": "FAILED",
    }
    assert jobs["gone.wav"]["problem"]["code"] == "AUDIO_MISSING"
    assert (folder / "good.txt").read_text("utf-8") == "He was not an ill-disposed young man.\n"
    assert sorted(path.name for path in folder.iterdir()) == [
        "empty.wav",
        "garbage.mp3",
        "good.txt",
        "good.wav",
        "huge.wav",
    ]
