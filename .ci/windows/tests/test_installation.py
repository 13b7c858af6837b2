"""The installer's whole life, each step on the result of the one before: Windows Installer keeps state."""

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import (
    INSTALLED,
    REFUSED,
    UNINSTALL,
    Installer,
    Windows,
    content,
    listed_versions,
    registered,
    succeed,
    windows_path,
)


@pytest.fixture(scope="module")
def data(windows: Windows) -> Iterator[dict[Path, str]]:
    """The user's files, which no step may touch."""
    folder = windows.local_app_data / "Faster-Vox"
    files = {folder / "settings.json": "settings", folder / "models" / "base" / "model.bin": "a model"}
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    yield files
    shutil.rmtree(folder, ignore_errors=True)  # the last test removes it


RUN = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"
VERB = r"HKCU\Software\Classes\SystemFileAssociations\audio\shell\FasterVox.Transcribe"


def list_of_programs(windows: Windows) -> list[dict[str, str]]:
    """What Windows tells of each."""
    lines = windows.run("reg", "query", UNINSTALL, "/s").stdout.splitlines()
    programs: list[dict[str, str]] = []
    for line in lines:
        if line.startswith("HKEY"):
            programs.append({})
        elif told := re.fullmatch(r" {4}(\w+) {4}\w+ {4}(.*)", line):
            programs[-1][told[1]] = told[2]
    return [program for program in programs if program]


def in_registry(windows: Windows, *where: str) -> bool:
    return windows.run("reg", "query", *where).returncode == 0


def refusal(windows: Windows, msi: Path) -> str:
    """What an installation that Windows Installer refuses has logged."""
    log = windows.prefix / "drive_c/refused.log"
    assert (
        windows.run("msiexec", "/i", windows_path(msi), "/qn", "/l*", windows_path(log), timeout=300).returncode
        == REFUSED
    )
    content = log.read_bytes()
    return content.decode("utf-16" if b"\0" in content[:100] else "utf-8", errors="replace")


def test_install_repair_upgrade_refused_downgrade_and_uninstall(
    windows: Windows,
    program: Path,
    data: dict[Path, str],
    images: dict[str, Path],
    msis: dict[str, Path],
    msiexec: Installer,
) -> None:
    entry = windows.start_menu / "Faster-Vox.lnk"
    send_to = windows.start_menu.parents[1] / "SendTo/Faster-Vox.lnk"

    def assert_installed(name: str) -> None:
        assert content(program) == content(images[name])
        assert windows.run(program / "fvox.exe", "你好").stdout == "你好\n"
        folder = r"\AppData\Local\Programs\Faster-Vox" + "\\"
        kilobytes = int(succeed("du", "-sbL", images[name]).split()[0]) // 1024
        (told,) = list_of_programs(windows)
        assert told["HelpLink"].endswith(folder + r"app\docs\help\user-guide.en.html")
        assert told["InstallLocation"].endswith(folder)
        assert (told["DisplayVersion"], told["Size"]) == (name.split(maxsplit=1)[0], str(kilobytes))
        keys = windows.run("reg", "query", r"HKCU\Software", "/s").stdout.splitlines()
        assert [key for key in (INSTALLED, VERB) if key.replace("HKCU", "HKEY_CURRENT_USER") not in keys] == []
        assert (entry.is_file(), send_to.is_file()) == (True, True)
        assert {path: path.read_text() for path in data} == data

    assert msiexec("/i", msis["1.0.0"]) == 0
    assert_installed("1.0.0")

    assert msiexec("/i", msis["1.0.0"]) == 0, "a second run of the same installer changes nothing"
    assert_installed("1.0.0")

    (program / "app/placeholder.jar").unlink()
    shutil.rmtree(program / "runtime/bin")
    entry.unlink()
    # What `msiexec /f` stands for; Wine's own /f does nothing and returns 1.
    assert msiexec("/i", msis["1.0.0"], "REINSTALL=ALL", "REINSTALLMODE=omus") == 0
    assert_installed("1.0.0")

    assert msiexec("/i", msis["1.0.0 rebuilt"]) == 0, "another build of the same version replaces the first"
    assert_installed("1.0.0 rebuilt")

    assert msiexec("/i", msis["2.0.0"]) == 0
    assert_installed("2.0.0")
    windows.run("reg", "add", RUN, "/v", "Faster-Vox", "/d", "the agent's", "/f")
    assert in_registry(windows, RUN, "/v", "Faster-Vox")

    assert msiexec("/i", msis["1.0.0"]) == REFUSED
    assert_installed("2.0.0")
    assert "A newer version of Faster-Vox is already installed." in refusal(windows, msis["1.0.0"])

    (program / "app/left.txt").write_text("somebody else's")
    assert msiexec("/x", msis["2.0.0"]) == 0
    assert content(program) == {"app/left.txt": hashlib.sha256(b"somebody else's").hexdigest()}
    shutil.rmtree(program.parent)
    assert (entry.exists(), send_to.exists()) == (False, False)
    assert not in_registry(windows, VERB)
    assert not in_registry(windows, RUN, "/v", "Faster-Vox")
    assert listed_versions(windows) == []
    assert not registered(windows)
    assert {path: path.read_text() for path in data} == data


def test_an_uninstall_leaves_no_folder_of_its_own(
    windows: Windows, program: Path, msis: dict[str, Path], msiexec: Installer
) -> None:
    assert msiexec("/i", msis["1.0.0"]) == 0
    assert msiexec("/x", msis["1.0.0"]) == 0

    assert not program.parent.exists()


def test_an_older_windows_is_refused(
    windows: Windows, program: Path, msis: dict[str, Path], msiexec: Installer
) -> None:
    key = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
    assert windows.run("reg", "add", key, "/v", "CurrentBuildNumber", "/d", "17763", "/f").returncode == 0
    try:
        assert msiexec("/i", msis["1.0.0"]) == REFUSED
    finally:
        windows.run("reg", "add", key, "/v", "CurrentBuildNumber", "/d", "18362", "/f")

    assert not program.exists()


def test_a_damaged_installer_is_refused(
    windows: Windows, program: Path, msis: dict[str, Path], msiexec: Installer, tmp_path: Path
) -> None:
    damaged = tmp_path / "TEST.msi"
    whole = msis["1.0.0"].read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2])

    assert msiexec("/i", damaged) != 0
    assert not program.exists()


def test_what_a_person_installs_is_started_and_a_silent_installation_starts_nothing(
    windows: Windows, program: Path, msis: dict[str, Path], msiexec: Installer
) -> None:
    started = windows.local_app_data / "agent-started.txt"  # the placeholder's word

    assert msiexec("/i", msis["1.0.0"]) == 0
    assert msiexec("/x", msis["1.0.0"]) == 0
    silent = started.exists()
    seen = windows.run("msiexec", "/i", windows_path(msis["1.0.0"]), "/qb", timeout=300).returncode
    windows.await_end("FasterVox.exe")

    assert (silent, seen, started.exists()) == (False, 0, True)
    started.unlink()
    assert msiexec("/x", msis["1.0.0"]) == 0


def test_an_uninstall_takes_the_data_along_when_it_is_told_to(
    windows: Windows, program: Path, data: dict[Path, str], msis: dict[str, Path], msiexec: Installer
) -> None:
    folder = windows.local_app_data / "Faster-Vox"
    deep = folder.joinpath(*["名字很长的文件夹" * 5] * 8) / "package.py"  # beyond 260 characters
    deep.parent.mkdir(parents=True)
    deep.touch(mode=0o444)
    others = {path for path in windows.local_app_data.iterdir() if path != folder}
    assert msiexec("/i", msis["1.0.0"]) == 0
    assert msiexec("/i", msis["2.0.0"], "REMOVEDATA=1") == 0, "an upgrade is no removal"
    assert deep.exists()

    assert msiexec("/x", msis["2.0.0"], "REMOVEDATA=1") == 0

    assert (folder.exists(), program.exists()) == (False, False)
    assert {path for path in windows.local_app_data.iterdir() if path.name != "Programs"} == others - {program.parent}
