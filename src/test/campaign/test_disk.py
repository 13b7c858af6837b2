"""Disks that are full or cannot be written, and data folders with every kind of name.

The disks are small ones in memory, seen by the program alone: it runs in a namespace of its own where they are mounted.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import Case, Stage, transcribed
from index_server import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faults import Fault
    from index_server import Answer, IndexServer

SIZE = 900 << 20
PIECE = 16 << 20


class Disk:
    """A small disk in memory."""

    def __init__(self, holder: int, mounted: Path) -> None:
        self.mounted = mounted
        self.outside = Path(f"/proc/{holder}/root") / mounted.relative_to("/")
        self.inside = ["nsenter", f"--target={holder}", "--user", "--mount", "--preserve-credentials"]
        self.filler = self.outside / "filler"
        self.lock = threading.Lock()
        self.filled = False

    def fill(self, *, leave: int = 0) -> None:
        """Fills it once, whoever asks; in pieces, as the program takes of the room meanwhile."""
        with self.lock, self.filler.open("ab") as filler:
            while not self.filled and (room := shutil.disk_usage(self.outside).free - leave) > 0:
                with suppress(OSError):
                    os.posix_fallocate(filler.fileno(), filler.seek(0, os.SEEK_END), min(room, PIECE))
            self.filled = True

    def free(self) -> None:
        self.filler.unlink()

    def close_for_writing(self) -> None:
        subprocess.run([*self.inside, "mount", "-o", "remount,ro", self.mounted], check=True, timeout=60)


@contextmanager
def a_disk(mounted: Path, size: int) -> Iterator[Disk]:
    mounted.mkdir()
    mount = 'mount -t tmpfs -o size="$2",mode=700 none "$1" && echo ready && read -r _'
    with subprocess.Popen(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh", mounted, str(size)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ready\n"
        yield Disk(holder.pid, mounted)
        holder.communicate("\n", timeout=60)


@pytest.fixture
def disk(stage: Stage, tmp_path: Path) -> Iterator[Disk]:
    """A disk with room for an environment and no more; the programs see it."""
    with a_disk(tmp_path / "disk", SIZE) as disk:
        programs = (stage.real, stage.newer)
        for program in programs:
            program.inside = disk.inside
        yield disk
        for program in programs:
            program.inside = []


def copy(stage: Stage, disk: Disk, part: str) -> None:
    shutil.copytree(stage.work / "real" / part, disk.outside / "data" / part, symlinks=True)


def then_full(disk: Disk) -> Fault:
    def fault(answer: Answer) -> None:
        disk.fill(leave=40 << 20)
        whole(answer)

    return fault


def ends_real(stage: Stage, disk: Disk, case: Case, code: str) -> None:
    copy(stage, disk, "models")
    done = stage.real.transcribes(disk.mounted / "data")
    assert transcribed(done), done.err
    case.ended(f"{code}; space freed: ready, transcribes")


def test_the_disk_fills_while_it_fetches(
    stage: Stage, case: Case, serve: Callable[..., IndexServer], disk: Disk
) -> None:
    home = disk.mounted / "data"
    server = serve()
    server.on_bytes = lambda sent: disk.fill() if sent > 60 << 20 else None

    failed = stage.real(home, "env", "setup", "--index", server.url)
    server.on_bytes = None
    disk.free()
    ended = stage.real(home, "env", "setup", "--index", server.url)

    assert (failed.code, failed.errors, ended.code) == (3, ["FV103"], 0), failed.err + ended.err
    assert server.bytes_sent / stage.bytes_of(stage.real) <= 1.02
    ends_real(stage, disk, case, "FV103")


def test_the_disk_fills_while_it_installs(
    stage: Stage, case: Case, serve: Callable[..., IndexServer], disk: Disk
) -> None:
    home = disk.mounted / "data"
    server = serve()
    (disk.outside / "data/cache/wheels").mkdir(parents=True)
    for wheel in stage.wheels_of(stage.real):
        if not wheel.name.startswith("click"):
            shutil.copy(wheel, disk.outside / "data/cache/wheels" / wheel.name)
    # What is left to fetch comes when everything else has begun to be unpacked: then there is room for a part of it.
    server.fault = then_full(disk)
    server.only = "click"

    failed = stage.real(home, "env", "setup", "--index", server.url)
    server.fault = None
    disk.free()
    ended = stage.real(home, "env", "setup", "--index", server.url)

    assert (failed.code, failed.errors, ended.code) == (3, ["FV103"], 0), failed.err + ended.err
    assert server.bytes_sent == sum(len(content) for name, content in server.files.items() if name.startswith("click"))
    ends_real(stage, disk, case, "FV103")


def test_a_disk_that_is_too_small_is_refused_before_anything_is_fetched(
    stage: Stage, case: Case, serve: Callable[..., IndexServer], disk: Disk
) -> None:
    server = serve()
    disk.fill(leave=300 << 20)

    failed = stage.real(disk.mounted / "data", "env", "setup", "--index", server.url)

    assert (failed.code, failed.errors, server.bytes_sent) == (3, ["FV112"], 0), failed.err
    case.ended("FV112, nothing fetched")


def test_what_is_ready_transcribes_on_a_full_disk_and_on_one_that_can_only_be_read(
    stage: Stage, case: Case, serve: Callable[..., IndexServer], disk: Disk
) -> None:
    home = disk.mounted / "data"
    server = serve()
    (disk.outside / "data/cache/wheels").mkdir(parents=True)
    for wheel in stage.wheels_of(stage.real):
        shutil.copy(wheel, disk.outside / "data/cache/wheels" / wheel.name)
    ready = stage.real(home, "env", "setup", "--index", server.url)
    copy(stage, disk, "models")

    disk.fill(leave=1 << 20)
    update = stage.newer(home, "env", "setup", "--index", server.url)
    full = stage.real.transcribes(home)
    disk.close_for_writing()
    read_only = stage.real.transcribes(home)

    assert (ready.code, update.code, update.errors) == (0, 3, ["FV112"]), ready.err + update.err
    assert (transcribed(full), transcribed(read_only)) == (True, True), full.err + read_only.err
    case.ended("update: FV112; what is there transcribes both times")


def test_a_folder_that_can_only_be_read(
    stage: Stage, case: Case, serve: Callable[..., IndexServer], tmp_path: Path
) -> None:
    server = serve()
    with a_disk(tmp_path / "disk", 10 << 20) as disk:
        (disk.outside / "data").mkdir()
        disk.close_for_writing()
        stage.real.inside = disk.inside
        failed = stage.real(disk.mounted / "data", "env", "setup", "--index", server.url)
        stage.real.inside = []

    assert (failed.code, failed.errors, server.bytes_sent) == (3, ["FV102"], 0), failed.err
    case.ended("FV102, nothing fetched")


# A path of 4096 bytes is the system's limit; what is deepest in an environment takes about 200 of them.
LONG = "/".join(["ordner" * 40] * 16)
NAMES = {
    "spaces, Chinese and emoji": "my data 语音 数据 🎤 (1)",
    "near the path limit": LONG,
}


@pytest.mark.parametrize("title", NAMES, ids=NAMES)
def test_a_data_folder_with_a_name(
    stage: Stage, case: Case, serve: Callable[..., IndexServer], title: str, tmp_path: Path
) -> None:
    case.title = f"data folder: {title}"
    server = serve()
    room = 4096 - 260 - len(str(tmp_path)) - 1
    home = tmp_path / NAMES[title][:room]
    home.mkdir(parents=True)
    stage.give_wheels(home)

    ready = stage.real(home, "env", "setup", "--index", server.url)
    assert ready.code == 0, ready.err
    stage.give_model(home)
    done = stage.real.transcribes(home)
    freed = stage.real(home, "env", "remove", "--models", "--cache")

    assert transcribed(done), done.err
    assert (freed.code, server.bytes_sent) == (0, 0), freed.err
    case.ended(f"ready, transcribes ({len(str(home))} characters)")
