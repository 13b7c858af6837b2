"""The real program from its installer to the first text, on a Windows that has never seen it."""

import json
import shutil
from pathlib import Path
from typing import Any

from conftest import BEYOND_260, REAL_VERSION, ROOT, RealProgram, windows_path

MSI_BUDGET = 85_000_000
FIRST_USE = 580  # seconds; about 80 with a quick network
CLIP = ROOT / "samples/ill-disposed.wav"
TEXT = "He was not an ill-disposed young man.\n"
PROFILES = json.loads((ROOT / "python-embed/profiles.json").read_text())["profiles"]
(DISK,) = (p["platforms"]["windows-x86_64"]["disk_bytes"] for p in PROFILES if p["id"] == "cpu")
NAMES = ("会议 录音", "été 😀👩‍👩‍👧", f"{BEYOND_260}/录音")  # together in no code page


def test_the_installer_is_within_its_budget(real_program: RealProgram) -> None:
    assert real_program.msi.stat().st_size <= MSI_BUDGET


def test_install_transcribe_once_more_without_a_network_and_uninstall(
    real_program: RealProgram, tmp_path: Path
) -> None:
    """Under code page 1252; test_chain.py has the other one."""
    program = real_program.with_codepage(1252)
    before = {path.name for path in program.windows.local_app_data.iterdir()} - {"Faster-Vox"}
    (tmp_path / BEYOND_260).mkdir(parents=True)
    recordings = [Path(shutil.copyfile(CLIP, tmp_path / f"{name}.wav")) for name in NAMES]
    assert len(windows_path(recordings[-1])) > 260
    words = ("transcribe", "--model", "base", *map(windows_path, recordings))

    def status() -> dict[str, Any]:
        return dict(json.loads(program.fvox("env", "status", "--json").stdout))

    program.install()
    assert program.fvox("--version").stdout == f"Faster-Vox {REAL_VERSION}\n"
    assert program.windows.run("cmd", "/c", "cd /d C:\\ & fvox --version").stdout == f"Faster-Vox {REAL_VERSION}\n"
    assert (status()["ready"], program.data.exists()) == (False, False)
    menus = program.windows.start_menu
    links = [(folder / "Faster-Vox.lnk").read_bytes() for folder in (menus, menus.parents[1] / "SendTo")]
    assert ["张 三".encode("utf-16-le") in link for link in links] == [True, True]

    first = program.fvox(*words, timeout=FIRST_USE)
    assert (first.returncode, first.stdout) == (0, TEXT * len(NAMES)), first.stderr
    made = status()
    assert (made["ready"], made["up_to_date"], made["problems"]) == (True, True, [])

    second = program.fvox(*words, "--format", "txt", offline=True)
    assert (second.returncode, second.stdout) == (0, ""), second.stderr
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {f"{name}.{kind}" for name in NAMES for kind in ("wav", "txt")}
    assert [recording.with_suffix(".txt").read_text() for recording in recordings] == [TEXT] * len(NAMES)
    assert status() == made
    (environment,) = (program.data / "pytorch_env").glob("*-cpu-*/")
    taken = sum(path.lstat().st_size for path in environment.rglob("*"))
    assert 0.85 < taken / DISK < 1.02, (taken, DISK)

    program.uninstall()
    assert {path.name for path in program.windows.local_app_data.iterdir()} == before | {"Faster-Vox"}
    assert (program.data / "models/base/model.bin").is_file()
    assert not (program.windows.start_menu / "Faster-Vox.lnk").exists()
