"""The installer's whole life, each step on the result of the one before: Windows Installer keeps state."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Windows, windows_path
from test_msi_tables import build_msi

REFUSED = 1603 % 256  # ERROR_INSTALL_FAILURE, of which a Unix exit code keeps the low byte
UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall"  # where Wine lists per-user products too
Installer = Callable[..., int]


@pytest.fixture(scope="module")
def program(windows: Windows) -> Path:
    return windows.local_app_data / "Programs" / "Faster-Vox"


@pytest.fixture(scope="module")
def data(windows: Windows) -> Iterator[dict[Path, str]]:
    """The user's files, which no step may touch."""
    folder = windows.local_app_data / "Faster-Vox"
    files = {folder / "settings.json": "settings", folder / "models" / "base" / "model.bin": "a model"}
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    yield files
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def images(image: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """1.0.0, another build of it, 1.0.1, and 2.0.0 in which one file is new, one is gone and one is other."""
    folder = tmp_path_factory.mktemp("images")
    made = {"1.0.0": image}
    for name in ("1.0.0 rebuilt", "2.0.0"):
        made[name] = folder / name
        shutil.copytree(image, made[name], copy_function=lambda source, target: Path(target).hardlink_to(source))
    (made["1.0.0 rebuilt"] / "app/build.txt").write_text("rebuilt")
    (made["2.0.0"] / "app/new").mkdir()
    (made["2.0.0"] / "app/new/added.txt").write_text("added")
    shutil.rmtree(made["2.0.0"] / "app/licenses")
    (made["2.0.0"] / "app/faster-vox-16.png").unlink()
    (made["2.0.0"] / "app/faster-vox-16.png").write_bytes(b"other")
    return made


@pytest.fixture(scope="module")
def msis(images: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("msis")
    made = {}
    for name, image in images.items():
        made[name] = folder / f"{name} TEST.msi"
        assert build_msi(image, name.split(maxsplit=1)[0], made[name]).returncode == 0
    return made


@pytest.fixture
def msiexec(windows: Windows) -> Installer:
    def run(action: str, msi: Path, *properties: str) -> int:
        return windows.run("msiexec", action, windows_path(msi), *properties, "/qn", timeout=300).returncode

    return run


def content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def listed_versions(windows: Windows) -> list[str]:
    lines = windows.run("reg", "query", UNINSTALL, "/s").stdout.splitlines()
    return [line.split()[-1] for line in lines if line.strip().startswith("DisplayVersion")]


def registered(windows: Windows) -> bool:
    return windows.run("reg", "query", r"HKCU\Software\Faster-Vox\Installed").returncode == 0


def test_install_repair_upgrade_refused_downgrade_and_uninstall(
    windows: Windows,
    program: Path,
    data: dict[Path, str],
    images: dict[str, Path],
    msis: dict[str, Path],
    msiexec: Installer,
) -> None:
    entry = windows.start_menu / "Faster-Vox.lnk"

    def assert_installed(name: str) -> None:
        assert content(program) == content(images[name])
        assert windows.run(program / "fvox.exe", "你好").stdout == "你好\n"
        assert listed_versions(windows) == [name.split(maxsplit=1)[0]]
        assert entry.is_file()
        assert registered(windows)
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

    assert msiexec("/i", msis["1.0.0"]) == REFUSED
    assert_installed("2.0.0")

    (program / "app/left.txt").write_text("somebody else's")
    assert msiexec("/x", msis["2.0.0"]) == 0
    assert content(program) == {"app/left.txt": hashlib.sha256(b"somebody else's").hexdigest()}
    shutil.rmtree(program.parent)
    assert not entry.exists()
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
    damaged.write_bytes(msis["1.0.0"].read_bytes()[:1_000_000])

    assert msiexec("/i", damaged) != 0
    assert not program.exists()
