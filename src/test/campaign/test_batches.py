"""A batch of recordings while the program is killed, its disk is full, recordings vanish or are none.

At the end there are the transcripts of an undisturbed run, segment by segment, each once, and nothing else (R25).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import time
import wave
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from faults import halting_at
from program import NOWHERE, SPEECH, TEXT, Call, Outcome
from test_disk import a_disk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Case, Stage

SEED = 20261126
PLAIN = ("--model", "base", "--word-timestamps", "--format", "json,srt,txt")  # the language is found, the beam is wide
OPTIONS = (*PLAIN, "--language", "en", "--beam-size", "1")
LONG_FORM = "long.wav"
OFFLINE = {"FASTERVOX_INDEX_URL": NOWHERE, "FASTERVOX_HUB_URL": NOWHERE, "DISPLAY": ""}
PAGE = 4096
PROGRESS_SECONDS = 120


@dataclass
class Batch:
    """The recordings of a batch, and the queue that is to transcribe them."""

    stage: Stage
    home: Path
    folder: Path

    def copy(self, recordings: Path) -> None:
        shutil.copytree(recordings, self.folder)

    def __call__(self, *arguments: str | Path, **env: str) -> Outcome:
        return self.stage.real(self.home, *arguments, **OFFLINE | env)

    def start(self, *arguments: str | Path, **env: str) -> Call:
        return self.stage.real.start(self.home, *arguments, **OFFLINE | env)

    def add(self, *more: str | Path, **env: str) -> Outcome:
        """All recordings of the folder join the queue, the long one first."""
        recordings = sorted(self.folder.iterdir())
        long = self.folder / LONG_FORM
        if long in recordings:
            recordings.remove(long)
            assert self("queue", "add", *PLAIN, long, **env).code == 0
        return self("queue", "add", *OPTIONS, *more, *recordings, **env)

    def jobs(self) -> dict[str, dict[str, Any]]:
        listed = json.loads(self("queue", "list", "--json").out)
        return {Path(job["recording"]).name: job for job in listed}

    def states(self) -> dict[str, str]:
        return {name: job["state"] for name, job in self.jobs().items()}

    def journals(self) -> list[str]:
        return [file.read_text("utf-8", "replace") for file in sorted(self.home.glob("jobs/*.job"))]

    def await_segment(self, run: Call, job: int = 0) -> None:
        """Waits until a job's journal holds a segment."""
        while len(self.journals()) <= job or '"committed"' not in self.journals()[job]:
            assert run.process.poll() is None, run.process.communicate()
            time.sleep(0.02)

    def await_progress(self, run: Call, since: list[str]) -> None:
        """Waits until it is in the middle of a recording, or through: an agent does not end then."""
        limit = time.monotonic() + PROGRESS_SECONDS
        while run.process.poll() is None:
            journals = self.journals()
            if in_the_middle(since, journals) or all('"ended"' in journal for journal in journals):
                return
            assert time.monotonic() < limit, f"no recording begun within {PROGRESS_SECONDS} s: {journals}"
            time.sleep(0.02)

    def await_agent(self, run: Call) -> None:
        """Waits until this one is the agent: of two starts at once either may be."""
        log = self.home / "logs/faster-vox.log"
        while not log.exists() or "agent shown" not in log.read_text("utf-8"):
            assert run.process.poll() is None, run.process.communicate()
            time.sleep(0.02)

    def leftovers(self) -> list[str]:
        """What nobody needs any more, in the folder of jobs."""
        kept = ("*.job", "last-number", "lock", "inbox")
        return [str(file) for file in self.home.glob("jobs/**/*") if not any(file.match(name) for name in kept)]


def in_the_middle(before: list[str], now: list[str]) -> bool:
    """Whether a job whose journal has grown since then is begun and not ended."""
    return any(
        journal != was and '"begun"' in journal and '"ended"' not in journal
        for was, journal in zip(before, now, strict=True)
    )


def transcripts(folder: Path) -> dict[str, Any]:
    """What lies beside the recordings, but for how long it took."""
    read: dict[str, Any] = {}
    for file in sorted(folder.iterdir()):
        if file.suffix == ".json":
            read[file.name] = {k: v for k, v in json.loads(file.read_text("utf-8")).items() if k != "decode_seconds"}
        elif file.suffix not in {".wav", ".mp3"}:
            read[file.name] = file.read_bytes()
    return read


@pytest.fixture(scope="session")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch: one window, some windows, a name that needs care, another format."""
    folder = tmp_path_factory.mktemp("batch") / "recordings"
    folder.mkdir()
    clips = sorted(Path(os.environ["FASTERVOX_TEST_AUDIO"]).glob("*.wav"))
    speech(clips[:1], folder / "a.wav")
    speech(clips + clips[:3], folder / "两个 [2].wav")
    speech(clips[3:] + clips[:2], folder / "c.wav")
    subprocess.run(["ffmpeg", "-v", "error", "-i", folder / "c.wav", folder / "c.mp3"], check=True, timeout=60)
    (folder / "c.wav").unlink()
    return folder


def speech(clips: list[Path], path: Path) -> None:
    """Joins clips to one recording."""
    with wave.open(str(path), "wb") as joined:
        for number, clip in enumerate(clips):
            with wave.open(str(clip)) as spoken:
                if number == 0:
                    joined.setparams(spoken.getparams())
                joined.writeframes(spoken.readframes(spoken.getnframes()))


@pytest.fixture(scope="session")
def undisturbed(stage: Stage, recordings: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the batch comes to when nothing happens."""
    batch = Batch(stage, stage.copy_of("real"), tmp_path_factory.mktemp("undisturbed") / "talks")
    batch.copy(recordings)
    assert batch.add().code == 0
    done = batch("queue", "run")
    assert done.code == 0, done.err
    found = transcripts(batch.folder)
    assert sorted(found) == sorted(
        f"{name}.{kind}" for name in ("a", "c", "两个 [2]") for kind in ("json", "srt", "txt")
    )
    return found


@pytest.fixture(scope="session")
def undisturbed_with_a_long_one(
    stage: Stage, undisturbed: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """The same, with a recording that is decoded in batches of pieces, whose language is found."""
    batch = Batch(stage, stage.copy_of("real"), tmp_path_factory.mktemp("undisturbed") / "talks")
    batch.folder.mkdir()
    long_form(batch.folder)
    assert batch("queue", "add", *PLAIN, batch.folder / LONG_FORM).code == 0
    done = batch("queue", "run")
    assert done.code == 0, done.err
    return undisturbed | transcripts(batch.folder)


def long_form(folder: Path) -> None:
    """More than two minutes of speech."""
    speech(6 * sorted(Path(os.environ["FASTERVOX_TEST_AUDIO"]).glob("*.wav")), folder / LONG_FORM)


@pytest.fixture
def batch(stage: Stage, recordings: Path, undisturbed: dict[str, Any], tmp_path: Path) -> Batch:
    """The recordings, not yet in a queue."""
    assert undisturbed
    batch = Batch(stage, stage.copy_of("real"), tmp_path / "talks")
    batch.copy(recordings)
    return batch


def only(batch: Batch, name: str) -> None:
    """Leaves one recording."""
    for file in batch.folder.iterdir():
        if file.name != name:
            file.unlink()


@contextmanager
def inside(stage: Stage, command: list[str]) -> Iterator[None]:
    """The program is started through another one meanwhile."""
    stage.real.inside = command
    yield
    stage.real.inside = []


def ends(batch: Batch, undisturbed: dict[str, Any]) -> None:
    """All is there as if nothing had happened, and nothing else."""
    assert transcripts(batch.folder) == undisturbed
    assert set(batch.states().values()) == {"DONE"}
    assert batch.leftovers() == []


def killed_at_random(batch: Batch, undisturbed: dict[str, Any], kills: int) -> tuple[int, int]:
    """Kills queue and agent by turns, half of the time in the middle of a recording; a batch that is done meanwhile is
    compared and done anew. Gives how many batches, and how many kills came in the middle."""
    dice = random.Random(SEED)  # noqa: S311 it must be the same times each time
    long_form(batch.folder)
    batches = 0
    done = 0
    middle = 0
    while done < kills:
        batches += 1
        assert batch.add().code == 0
        while done < kills and {"WAITING", "RUNNING"} & set(batch.states().values()):
            before = batch.journals()
            run = batch.start("queue", "run") if dice.random() < 0.6 else batch.start("agent", "--quiet")
            if dice.random() < 0.5:
                batch.await_progress(run, before)
                run.kill_after(dice.uniform(0, 3))
            else:
                run.kill_after(dice.uniform(0.5, 5))
            killed = run.process.returncode == -signal.SIGKILL
            done += killed
            middle += killed and in_the_middle(before, batch.journals())
        ended = batch("queue", "run")
        assert ended.code == 0, ended.err
        ends(batch, undisturbed)
        for name in undisturbed:
            (batch.folder / name).unlink()
        assert batch("queue", "clear").code == 0
    return batches, middle


def test_five_kills_at_random_times_over_a_batch(
    batch: Batch, case: Case, undisturbed_with_a_long_one: dict[str, Any]
) -> None:
    batches, middle = killed_at_random(batch, undisturbed_with_a_long_one, 5)
    case.ended(f"every segment as undisturbed; 5 kills, {middle} in the middle, {batches} batch(es)")
    assert middle >= 1


@pytest.mark.long
def test_thirty_kills_at_random_times_over_a_batch(
    batch: Batch, case: Case, undisturbed_with_a_long_one: dict[str, Any]
) -> None:
    batches, middle = killed_at_random(batch, undisturbed_with_a_long_one, 30)
    case.ended(f"every segment as undisturbed; 30 kills, {middle} in the middle, {batches} batch(es)")
    assert middle >= 10


@pytest.mark.long
def test_kill_before_and_after_every_file_of_a_batch_that_is_put_in_place(
    batch: Batch, case: Case, undisturbed: dict[str, Any], halting: Path, tmp_path: Path
) -> None:
    only(batch, "a.wav")
    names = ["000001.job", "a.json", "a.srt", "a.txt"]
    env = halting_at(halting, tmp_path / "done", names)

    assert batch.add(**halting_at(halting, tmp_path / "added", ["last-number"])).code == -signal.SIGKILL
    assert batch("queue", "resume").code == 0  # which takes what waits in the inbox
    kills = 0
    while (run := batch("queue", "run", **env)).code == -signal.SIGKILL:
        kills += 1
    moments = (tmp_path / "done").read_text("utf-8").splitlines()

    assert run.code == 0, run.err
    assert {line.split()[-2] for line in moments} == set(names), moments
    assert kills == len(moments) == 2 * len(names)
    ends(batch, {name: content for name, content in undisturbed.items() if name.startswith("a.")})
    case.ended(f"every segment as undisturbed; {kills + 1} kills")


def test_recordings_that_the_agent_has_taken_survive_its_end(batch: Batch, case: Case) -> None:
    for file in batch.folder.iterdir():
        file.unlink()
    names = ["1", "2", "三"]
    for name in names:
        shutil.copy(SPEECH, batch.folder / f"{name}.wav")
    agent = batch.start("agent", "--quiet")
    batch.await_agent(agent)

    told = batch("agent", "--quiet", *sorted(batch.folder.iterdir()))
    agent.kill()
    run = batch("queue", "run")

    assert (told.code, told.err, run.code) == (0, "Handed to the running Faster-Vox, files: 3\n", 0), run.err
    ends(batch, {f"{name}.txt": TEXT.encode() for name in names})
    case.ended("killed at the answer; each transcript once")


@pytest.mark.long
def test_the_worker_is_killed_in_the_middle_of_a_batch(batch: Batch, case: Case, undisturbed: dict[str, Any]) -> None:
    assert batch.add().code == 0
    run = batch.start("queue", "run")
    batch.await_segment(run, 1)
    os.kill(run.child("main.py"), signal.SIGKILL)
    ended = run.result()
    again = batch("queue", "retry"), batch("queue", "run")

    assert [done.code for done in again] == [0, 0], again
    ends(batch, undisturbed)
    case.ended(f"{' '.join(ended.errors) or 'no error'}, then every segment as undisturbed")


def test_the_disk_of_the_transcripts_is_full(
    batch: Batch, case: Case, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    """There is room for two pages: of the three files one or two could be written."""
    only(batch, "a.wav")
    with a_disk(tmp_path / "disk", 8 << 20) as disk, inside(batch.stage, disk.inside):
        (disk.outside / "out").mkdir()
        disk.fill(leave=2 * PAGE)
        assert batch.add("--output-dir", disk.mounted / "out").code == 0
        full = batch("queue", "run")
        left = [file.name for file in (disk.outside / "out").iterdir()]
        disk.free()
        again = batch("queue", "retry"), batch("queue", "run")
        written = transcripts(disk.outside / "out")

    assert (full.code, full.errors, left) == (1, ["FV103"], []), full.err
    assert [done.code for done in again] == [0, 0], again
    assert written == {name: content for name, content in undisturbed.items() if name.startswith("a.")}
    assert (transcripts(batch.folder), batch.leftovers()) == ({}, [])
    case.ended("FV103, nothing left; space freed: as undisturbed")


def test_the_disk_of_the_journals_is_full(
    batch: Batch, case: Case, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    """What is left of a page takes the beginning of a journal, or a short one without its end; a line is torn."""
    with a_disk(tmp_path / "disk", 8 << 20) as disk, inside(batch.stage, disk.inside):
        (disk.outside / "jobs").mkdir()
        (batch.home / "jobs").symlink_to(disk.mounted / "jobs")
        assert batch.add().code == 0
        disk.fill()
        refused = batch.add()
        full = batch("queue", "run")
        disk.free()
        again = batch("queue", "retry"), batch("queue", "run")
        states = batch.states()
        left = [file.name for file in (disk.outside / "jobs").rglob(".*")]

    assert (refused.code, refused.errors) == (3, ["FV103"]), refused.err
    assert (full.code, set(full.errors)) == (1, {"FV103"}), full.err
    assert [done.code for done in again] == [0, 0], again
    assert transcripts(batch.folder) == undisturbed
    assert (set(states.values()), left) == ({"DONE"}, [])
    case.ended(f"{len(full.errors)} x FV103; space freed: as undisturbed")


def test_a_recording_is_deleted_before_it_is_gone_on_with(
    batch: Batch, case: Case, undisturbed: dict[str, Any]
) -> None:
    assert batch.add().code == 0
    run = batch.start("queue", "run")
    batch.await_segment(run, 2)
    run.kill()
    (batch.folder / "两个 [2].wav").unlink()
    ended = batch("queue", "run")

    assert (ended.code, ended.errors) == (1, ["FV201"]), ended.err
    assert batch.states() == {"a.wav": "DONE", "c.mp3": "DONE", "两个 [2].wav": "FAILED"}
    assert transcripts(batch.folder) == {k: v for k, v in undisturbed.items() if not k.startswith("两")}
    partial = batch("queue", "text", "3")
    assert undisturbed["两个 [2].txt"].decode().startswith(partial.out.strip())
    assert partial.out.strip()
    assert batch.leftovers() == []
    case.ended("FV201, what was heard of it kept; the others right")


def test_what_was_half_put_in_place_is_taken_back(batch: Batch, case: Case, halting: Path, tmp_path: Path) -> None:
    """Killed when two of three files are there and the third is an empty name; its recording is lost."""
    only(batch, "a.wav")
    assert batch.add().code == 0
    run = batch("queue", "run", **halting_at(halting, tmp_path / "done", ["a.txt"]))
    assert run.code == -signal.SIGKILL, run.err
    assert (batch.folder / "a.txt").read_bytes() == b""
    (batch.folder / "a.wav").unlink()
    failed = batch("queue", "run")

    assert (failed.code, failed.errors) == (1, ["FV201"]), failed.err
    assert (list(batch.folder.iterdir()), batch.leftovers()) == ([], [])
    case.ended("FV201, no output, nothing left")


def test_bad_files_in_a_batch_fail_by_themselves_in_words(
    batch: Batch, case: Case, undisturbed: dict[str, Any]
) -> None:
    (batch.folder / "garbage.mp3").write_bytes(random.Random(SEED).randbytes(300_000))  # noqa: S311
    (batch.folder / "empty.wav").touch()
    with (batch.folder / "huge.wav").open("wb") as huge:
        huge.truncate(5 << 30)  # sparse: 5 GiB of zeros that are no recording
    for name in ("gone", "locked", "replaced"):
        shutil.copy(SPEECH, batch.folder / f"{name}.wav")

    added = batch.add()
    assert (added.code, added.errors) == (1, ["FV203"]), added.err
    (batch.folder / "gone.wav").unlink()
    (batch.folder / "locked.wav").chmod(0)
    (batch.folder / "replaced.wav").unlink()
    (batch.folder / "replaced.wav").mkdir()
    with inside(batch.stage, no_override()):
        run = batch("queue", "run")

    bad = {name: job["problem"]["code"] for name, job in batch.jobs().items() if job["state"] == "FAILED"}
    assert bad == {
        "garbage.mp3": "AUDIO_TRUNCATED",
        "gone.wav": "AUDIO_MISSING",
        "huge.wav": "AUDIO_NOT_MEDIA",
        "locked.wav": "AUDIO_UNREADABLE",
        "replaced.wav": "AUDIO_UNREADABLE",
    }
    assert (run.code, sorted(run.errors)) == (1, ["FV201", "FV202", "FV202", "FV204", "FV206"]), run.err
    assert transcripts(batch.folder) == undisturbed
    assert batch.leftovers() == []
    case.ended("one error for each, the others right")


def no_override() -> list[str]:
    """Runs root without its right to read everything; for anybody else, nothing."""
    drop = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={drop}", f"--inh-caps={drop}"] if os.geteuid() == 0 else []
