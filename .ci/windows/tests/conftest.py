"""What the tests of the Windows tier share: the tier's scripts, a private Windows, and a placeholder program."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

os.environ.pop("PYTHONPATH", None)  # the tools of the tests are of this Python, not of the Windows one under Wine

TIER = Path(__file__).parents[1]
ROOT = TIER.parents[1]
USER = "张 三"
JNA = "net.java.dev.jna:jna:5.19.1"
MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"


def run(*command: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], capture_output=True, check=False, encoding="utf-8", **options
    )


def succeed(*command: str | Path, **options: Any) -> str:
    result = run(*command, **options)
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout.strip()


@dataclass(frozen=True)
class Windows:
    """A Windows of its own: what a test installs here, nobody else sees."""

    prefix: Path
    user: str
    codepage: int = 1252

    def with_codepage(self, codepage: int) -> "Windows":
        return replace(self, codepage=codepage)

    def run(self, *command: str | Path, timeout: int = 120, offline: bool = False) -> subprocess.CompletedProcess[str]:
        return self._wine("--timeout", str(timeout), "run", *command, offline=offline)

    def stop(self) -> None:
        self._wine("stop")

    @property
    def local_app_data(self) -> Path:
        return self.prefix / "drive_c" / "users" / self.user / "AppData" / "Local"

    @property
    def start_menu(self) -> Path:
        return self.local_app_data.parent / "Roaming/Microsoft/Windows/Start Menu/Programs"

    def _wine(self, *arguments: str | Path, offline: bool = False) -> subprocess.CompletedProcess[str]:
        options = ("--prefix", self.prefix, "--user", self.user, "--codepage", str(self.codepage))
        without_network = ("unshare", "--net") if offline else ()
        return run(*without_network, TIER / "wine.sh", *options, *arguments)


def windows_path(path: Path) -> str:
    return "Z:" + str(path).replace("/", "\\")


@pytest.fixture(scope="session")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    yield from new_windows(tmp_path_factory)


def new_windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    """With a user whose name is neither ASCII nor one word, so that every test is one of such paths too."""
    prefix = tmp_path_factory.mktemp("windows") / "prefix"
    succeed(TIER / "prefix.sh", "--user", USER, "--copy", prefix)
    windows = Windows(prefix, USER)
    yield windows
    windows.stop()
    shutil.rmtree(prefix)


@pytest.fixture(scope="session")
def placeholder_jars(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jars")
    classes = tmp_path_factory.mktemp("classes")
    succeed("javac", "--release", "17", "-d", classes, TIER / "tests/placeholder/Placeholder.java")
    succeed("jar", "--create", "--file", folder / "placeholder.jar", "-C", classes, ".")
    succeed("mvn", "-q", "-B", MAVEN_COPY, f"-Dartifact={JNA}", f"-DoutputDirectory={folder}")
    return folder


def bill_of(jars: Path) -> Path:
    """A bill of materials beside the folder: it names JNA, the placeholder's only library."""
    (jna,) = jars.glob("jna-*.jar")
    component = {
        "type": "library", "bom-ref": "jna", "name": "jna", "version": "5.19.1",
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(jna.read_bytes()).hexdigest()}],
        "licenses": [{"license": {"id": "LGPL-2.1-or-later"}}, {"license": {"id": "Apache-2.0"}}],
    }  # fmt: skip
    bill = jars.with_name(f"{jars.name}-bill.json")
    bill.write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [component]}))
    return bill


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory, placeholder_jars: Path) -> Iterator[Path]:
    """The program folder with the placeholder in the program's place."""
    folder = tmp_path_factory.mktemp("image") / "Faster-Vox"
    build_image(folder, placeholder_jars)
    yield folder
    shutil.rmtree(folder)


def build_image(folder: Path, jars: Path, version: str = "1.2.3") -> None:
    (python,) = Path(succeed(TIER / "python.sh")).glob("*.zip")
    succeed(
        ROOT / "installer/build-image.sh", "--maker", "cross", "--version", version, "--jars", jars,
        "--main-jar", "placeholder.jar", "--main-class", "Placeholder", "--out", folder,
        "--python", python, "--stand-in", "--runtime", succeed(TIER / "java.sh"), "--bill", bill_of(jars),
    )  # fmt: skip
