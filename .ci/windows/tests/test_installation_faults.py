"""Installing, updating and removing when something is in the way: each ends in one clear state."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from conftest import REFUSED, Installer, Windows, content, link_tree, listed_versions, registered, volume, windows_path

PAGE = 4096
SLEEP, SLEEP_DEAF = "sleep", "sleep-deaf"


@pytest.fixture(autouse=True)
def nothing_installed(program: Path) -> None:
    assert not program.exists()


@contextmanager
def asleep(windows: Windows, folder: Path, how: str = SLEEP) -> Iterator[subprocess.Popen[str]]:
    """The program, running from a folder until it is ended."""
    process = windows.start(folder / "fvox.exe", how, "600000", timeout=600)
    assert process.stdout is not None
    assert process.stdout.readline() == "sleeping\n"
    yield process
    process.communicate(timeout=60)


def taken(folder: Path) -> int:
    """Bytes on a disk, which gives whole pages."""
    return sum(-(-path.stat().st_size // PAGE) * PAGE for path in folder.rglob("*"))


def in_folder(windows: Windows, folder: Path) -> list[int]:
    return [process for process, path in windows.running().items() if Path(path).parent == folder]


def consoles(windows: Windows) -> list[int]:
    """The processes of Wine that show what is written on a console."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            ours = f"WINEPREFIX={windows.prefix}".encode() in (process / "environ").read_bytes().split(b"\0")
            if ours and b"conhost.exe" in (process / "cmdline").read_bytes():
                found.append(int(process.name))
    return found


def test_a_full_disk_changes_nothing_and_with_space_it_goes_on(
    windows: Windows, program: Path, images: dict[str, Path], msis: dict[str, Path], msiexec: Installer
) -> None:
    chinese = windows.with_codepage(936)
    chinese.stop()  # a session's drives are those of its start
    needed = taken(images["1.0.0"])
    with volume(program.parent, f"size={needed // 2}") as change:
        log = windows.prefix / "drive_c/install.log"
        in_chinese = chinese.run(
            "msiexec", "/i", windows_path(msis["1.0.0"]), "/qn", "/l*", windows_path(log), timeout=300
        )
        assert in_chinese.returncode == REFUSED
        said = "的可用空间不足"
        assert any(said.encode(encoding) in log.read_bytes() for encoding in ("utf-16-le", "utf-8", "gbk"))
        assert msiexec("/i", msis["1.0.0"]) == REFUSED
        assert (list(program.parent.iterdir()), listed_versions(windows), registered(windows)) == ([], [], False)
        assert not (windows.start_menu / "Faster-Vox.lnk").exists()

        change(f"size={needed + needed // 2}")
        assert msiexec("/i", msis["1.0.0"]) == 0
        assert msiexec("/i", msis["2.0.0"]) == REFUSED
        assert (content(program), listed_versions(windows)) == (content(images["1.0.0"]), ["1.0.0"])

        change(f"size={needed * 3}")
        assert msiexec("/i", msis["2.0.0"]) == 0
        assert (content(program), listed_versions(windows)) == (content(images["2.0.0"]), ["2.0.0"])
        assert msiexec("/x", msis["2.0.0"]) == 0
        assert not program.exists()
    program.parent.rmdir()


def test_a_disk_that_fills_meanwhile_fails_the_installation_and_with_space_it_goes_on(
    windows: Windows, program: Path, images: dict[str, Path], msis: dict[str, Path], msiexec: Installer
) -> None:
    """As if there had been space before it began: PROGRAMBYTES is what is compared then."""
    windows.stop()  # a session's drives are those of its start
    needed = taken(images["1.0.0"])
    with volume(program.parent, f"size={needed // 2}") as change:
        log = windows.prefix / "drive_c/filled.log"
        assert msiexec("/i", msis["1.0.0"], "PROGRAMBYTES=1", "/l*", windows_path(log)) == REFUSED
        said = "Not all files of Faster-Vox could be written to "
        assert any(said.encode(encoding) in log.read_bytes() for encoding in ("utf-16-le", "utf-8"))
        assert (list(program.parent.iterdir()), listed_versions(windows), registered(windows)) == ([], [], False)
        assert not (windows.start_menu / "Faster-Vox.lnk").exists()

        change(f"size={needed * 2}")
        assert msiexec("/i", msis["1.0.0"]) == 0
        assert (content(program), listed_versions(windows)) == (content(images["1.0.0"]), ["1.0.0"])
        assert msiexec("/x", msis["1.0.0"]) == 0
        assert not program.exists()
    program.parent.rmdir()


def test_a_folder_that_cannot_be_written_ends_the_installation_with_nothing_left(
    windows: Windows, program: Path, msis: dict[str, Path], msiexec: Installer
) -> None:
    windows.stop()  # a session's drives are those of its start
    with volume(program.parent, "size=40m,ro"):
        assert msiexec("/i", msis["1.0.0"]) == REFUSED
        assert (list(program.parent.iterdir()), listed_versions(windows), registered(windows)) == ([], [], False)
        assert not (windows.start_menu / "Faster-Vox.lnk").exists()
    program.parent.rmdir()


def test_an_upgrade_and_an_uninstall_end_the_running_program_and_no_other_of_its_name(
    windows: Windows, program: Path, images: dict[str, Path], msis: dict[str, Path], msiexec: Installer
) -> None:
    elsewhere = windows.local_app_data / "Programs Faster-Vox"
    link_tree(images["1.0.0"], elsewhere)
    assert msiexec("/i", msis["1.0.0"]) == 0
    with asleep(windows, elsewhere):
        with asleep(windows, program):
            assert msiexec("/i", msis["1.0.0"]) == 0, "there is nothing to do"
            assert len(in_folder(windows, program)) == 1

            assert msiexec("/i", msis["2.0.0"]) == 0
            assert in_folder(windows, program) == []
        assert (content(program), listed_versions(windows)) == (content(images["2.0.0"]), ["2.0.0"])

        with asleep(windows, program, SLEEP_DEAF):
            assert msiexec("/x", msis["2.0.0"]) == 0, "what does not go when it is asked is ended"
            assert in_folder(windows, program) == []
        assert not program.exists()

        (other,) = in_folder(windows, elsewhere)
        os.kill(other, signal.SIGKILL)


def test_a_program_whose_console_takes_no_text_is_ended_all_the_same(
    windows: Windows, program: Path, msis: dict[str, Path], msiexec: Installer
) -> None:
    """As a console of Windows while text is marked in it."""
    assert msiexec("/i", msis["1.0.0"]) == 0
    asleep = windows.on_console(program / "fvox.exe", SLEEP, "600000")
    seen = ""
    while not re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]|\s", "", seen).startswith("sleeping"):
        seen += next(asleep)
    held = consoles(windows)
    assert held != []
    for console in held:
        os.kill(console, signal.SIGSTOP)
    try:
        assert msiexec("/x", msis["1.0.0"]) == 0
        assert in_folder(windows, program) == []
    finally:
        for console in held:
            os.kill(console, signal.SIGCONT)
    asleep.close()
    assert not program.exists()
