"""What is on the disk is damaged; the next call puts it right and fetches nothing that is there whole."""

from __future__ import annotations

import os
import shutil
import signal
from typing import TYPE_CHECKING

import pytest
from conftest import Case, Stage, transcribed
from faults import halting_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index_server import IndexServer


def packages(home: Path) -> Path:
    (folder,) = home.glob("pytorch_env/*/lib/python3.12/site-packages")
    return folder


def flip(file: Path) -> None:
    """Changes one bit and nothing that a directory shows."""
    facts = file.stat()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.unlink()  # it may be a link to a file that is kept
    file.write_bytes(content)
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def truncated_module(home: Path) -> None:
    file = packages(home) / "faster_whisper/transcribe.py"
    with file.open("r+b") as opened:
        opened.truncate(1000)


def deleted_library(home: Path) -> None:
    next((packages(home) / "ctranslate2.libs").iterdir()).unlink()


def emptied_folder(home: Path) -> None:
    shutil.rmtree(packages(home) / "tokenizers")
    (packages(home) / "tokenizers").mkdir()


def lost_pointer(home: Path) -> None:
    (home / "pytorch_env/current.json").unlink()


def garbled_pointer(home: Path) -> None:
    (home / "pytorch_env/current.json").write_bytes(b'{"version":1,"folder":"\xff\x00../../etc"}')


def lost_base(home: Path) -> None:
    shutil.rmtree(home / "python_embed")


DAMAGE: dict[str, Callable[[Path], None]] = {
    "truncated module": truncated_module,
    "deleted library": deleted_library,
    "emptied folder": emptied_folder,
    "lost current.json": lost_pointer,
    "garbled current.json": garbled_pointer,
    "lost base Python": lost_base,
}


@pytest.mark.parametrize("title", DAMAGE, ids=DAMAGE)
def test_damage_is_put_right_by_the_next_transcription(stage: Stage, case: Case, title: str) -> None:
    home = stage.copy_of("real", to_damage=True)
    DAMAGE[title](home)

    done = stage.real.transcribes(home)  # which has no source within reach
    checked = stage.real(home, "env", "check")

    assert transcribed(done), done.err
    assert checked.code == 0, checked.out
    case.ended("ready, transcribes, every byte right; nothing fetched")


def test_kills_of_a_repair(stage: Stage, case: Case, halting: Path, tmp_path: Path) -> None:
    """Before and after each write of the journal, while nothing is live; the next transcription goes on."""
    home = stage.copy_of("real", to_damage=True)
    emptied_folder(home)
    done, names = tmp_path / "done", {".incomplete", "RECORD", "environment.json"}
    halts = halting_at(halting, done, names)

    kills = 0
    while (spoken := stage.real.transcribes(home, **halts)).code == -signal.SIGKILL:
        kills += 1
    moments = done.read_text(encoding="utf-8").splitlines()
    checked = stage.real(home, "env", "check")

    assert {line.split()[-2] for line in moments} == names, moments
    assert kills == len(moments) == 2 * len(names) + 2  # and the deletion of .incomplete
    assert transcribed(spoken), spoken.err
    assert checked.code == 0, checked.out
    case.ended(f"{kills} kills, then transcribes, every byte right; nothing fetched")


def test_a_flipped_bit_in_a_module_is_put_right_by_set_up(stage: Stage, case: Case) -> None:
    home = stage.copy_of("real", to_damage=True)
    flip(packages(home) / "faster_whisper/transcribe.py")

    found = stage.real(home, "env", "check")
    repaired = stage.real(home, "env", "setup", FASTERVOX_INDEX_URL="http://127.0.0.1:9/simple")
    done = stage.real.transcribes(home)

    assert (found.code, "transcribe.py" in found.out, repaired.code) == (1, True, 0), found.out + repaired.err
    assert transcribed(done), done.err
    case.ended("found by check, ready, transcribes; nothing fetched")


def test_a_flipped_bit_in_a_cached_wheel(stage: Stage, case: Case, serve: Callable[..., IndexServer]) -> None:
    home = stage.copy_of("real", to_damage=True)
    server = serve()
    (wheel,) = home.glob("cache/wheels/tokenizers-*.whl")
    flip(wheel)
    emptied_folder(home)

    repaired = stage.real(home, "env", "setup", "--index", server.url)
    done = stage.real.transcribes(home)

    assert repaired.code == 0, repaired.err
    assert transcribed(done), done.err
    assert dict(server.sent) == {wheel.name: wheel.stat().st_size}
    case.ended("ready, transcribes; that wheel alone fetched again")
