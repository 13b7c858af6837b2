"""./verify on machines that lack what it needs: it says so at once, and leaves nothing out unasked."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

BUILDING = 42  # the exit code of the Maven here, which is the first that ./verify calls when it has all it needs
NOBODY = "65534"


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    """This machine's commands without Wine, an apt-get that reaches nothing, and a Maven that is only called."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for directory in ("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"):
        for path in Path(directory).glob("*"):
            if not path.name.startswith(("wine", "apt-get", "mvn")) and not (folder / path.name).exists():
                (folder / path.name).symlink_to(path)
    for name, script in {"apt-get": "echo no network >&2; exit 100", "mvn": f"exit {BUILDING}"}.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return folder


def verify(commands: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CHECKOUT / "verify", *options],
        env=os.environ | {"PATH": str(commands)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_where_wine_cannot_be_installed_it_fails_at_once(commands: Path) -> None:
    result = verify(commands)

    assert (result.returncode, "no network" in result.stderr) == (3, True), result.stderr
    assert "verify: the Windows tier cannot run without Wine." in result.stderr
    assert "only when you say so: ./verify --no-windows" in result.stderr


def test_with_no_windows_it_goes_on_without_wine(commands: Path) -> None:
    assert verify(commands, "--no-windows").returncode == BUILDING


def test_the_tier_itself_fails_without_wine(commands: Path) -> None:
    result = subprocess.run(
        [CHECKOUT / ".ci/windows/run.sh"],
        env=os.environ | {"PATH": str(commands)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert (result.returncode, "no network" in result.stderr) == (100, True), result.stderr


@pytest.fixture
def anybody() -> Iterator[list[str]]:
    """What goes before a command so that somebody runs it who is not root, and a script of theirs."""
    folder = Path(tempfile.mkdtemp())  # pytest's own folders are closed to them
    folder.chmod(0o755)
    shutil.copy(CHECKOUT / ".ci/tools.sh", folder)
    script = folder / "script"
    script.write_text(
        f'. "{folder}/tools.sh"\nown_namespaces bash "$0" "$@"\n'
        f'mount -t tmpfs test "{folder}" && echo "mounted as $(id -u)"\n'
    )
    whole = Path("/proc/self/uid_map").read_text().split()[2] != "1"  # otherwise nobody else can be had, nor is needed
    yield [
        *(("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups") if whole else ()),
        "bash",
        str(script),
    ]
    shutil.rmtree(folder)


def test_who_is_not_root_mounts_in_a_namespace(anybody: list[str]) -> None:
    result = subprocess.run(anybody, capture_output=True, text=True, timeout=30, check=False)

    if result.returncode == 3:  # a system that does not let them says how it can
        assert "Run it as root, or allow namespaces of users:" in result.stderr
    else:
        assert (result.stdout, result.returncode) == ("mounted as 0\n", 0), result.stderr


def test_where_namespaces_are_not_allowed_it_says_what_to_do(anybody: list[str]) -> None:
    refusing = Path(anybody[-1]).parent / "unshare"
    refusing.write_text("#!/bin/sh\nexit 1\n")
    refusing.chmod(0o755)
    environment = os.environ | {"PATH": f"{refusing.parent}:{os.environ['PATH']}"}

    result = subprocess.run(anybody, env=environment, capture_output=True, text=True, timeout=30, check=False)

    assert (result.stdout, result.returncode) == ("", 3)
    assert "verify: the tests mount small disks, which only root may here." in result.stderr
