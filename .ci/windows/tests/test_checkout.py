"""fvox.cmd: the program from a checkout, in Windows' own shell.

There is no Windows JDK here: the Java runtime stands in with a javac.exe that is never called, and a mvn.cmd stands in
that notes its call and copies what Maven has built on Linux.
"""

import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import REAL_VERSION, ROOT, TIER, Windows, succeed, windows_path

# Without %: Wine's cmd expands once more what came in by %*; Windows' own does not.
WORDS = ["two words.wav", "会议.wav", "a & b.wav", "well! (1).wav", "^caret^.wav"]
BUILDING = "fvox: Building the program (a minute when it is the first time)\n"
MAVEN_CALL = "-B -ntp -Dstyle.color=never -Dmaven.test.skip=true -Dmaven.compiler.failOnWarning=false package"
TOOLS_MISSING = """\
fvox: Building needs a JDK (17 or newer) and Maven (3.6.3 or newer).
      Please install them, put mvn on the PATH and the JDK into JAVA_HOME, and try again.
"""


class Checkout:
    """A fresh one, in a folder with blanks and Chinese letters; the code page is the one that knows them."""

    def __init__(self, windows: Windows, folder: Path) -> None:
        self.windows = windows.with_codepage(936)
        self.folder = folder / "检出 check out"
        self.calls = folder / "calls"
        self._script = folder / "call.cmd"
        shutil.copytree(ROOT / "src/main/resources", self.folder / "src/main/resources")
        for file in ("fvox.cmd", "pom.xml"):
            shutil.copyfile(ROOT / file, self.folder / file)

    def fvox(self, *words: str) -> subprocess.CompletedProcess[str]:
        """As a person types it."""
        line = " ".join(f'"{word}"' for word in (windows_path(self.folder / "fvox.cmd"), *words))
        self._script.write_bytes(f"@{line}\r\n".encode("cp936"))
        return self.windows.run("cmd", "/c", windows_path(self._script))

    def builds(self) -> list[str]:
        return [call.strip() for call in self.calls.read_text().splitlines()] if self.calls.exists() else []


@pytest.fixture(scope="module")
def jdk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jdk") / "JDK 17"
    shutil.copytree(succeed(TIER / "java.sh"), folder, copy_function=os.symlink)
    (folder / "bin/javac.exe").touch()
    return folder


@pytest.fixture
def maven(tmp_path: Path) -> Path:
    """Fails while there is a file `fail` beside it."""
    folder = tmp_path / "Maven"
    folder.mkdir()
    built = windows_path(ROOT / "target")
    (folder / "mvn.cmd").write_bytes(
        f"""\
@echo off
>>"%~dp0..\\calls" echo %*
if exist "%~dp0fail" (
  echo [ERROR] no such class
  exit /b 1
)
copy /y "{built}\\faster-vox.jar" target >nul
xcopy "{built}\\lib" target\\lib /i /q /y >nul
exit /b 0
""".replace("\n", "\r\n").encode()
    )
    return folder


@pytest.fixture
def checkout(windows: Windows, jdk: Path, maven: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    monkeypatch.setenv("JAVA_HOME", windows_path(jdk))
    monkeypatch.setenv("WINEPATH", windows_path(maven))
    return Checkout(windows, tmp_path)


def test_it_builds_when_sources_changed_and_only_then(checkout: Checkout, maven: Path) -> None:
    first = checkout.fvox("--version")
    assert (first.stdout, first.returncode) == (f"Faster-Vox {REAL_VERSION}\n", 0), first.stderr
    assert (first.stderr.replace("\r", ""), checkout.builds()) == (BUILDING, [MAVEN_CALL])

    second = checkout.fvox("--version")
    assert (second.stdout, second.stderr, second.returncode) == (f"Faster-Vox {REAL_VERSION}\n", "", 0)
    assert checkout.builds() == [MAVEN_CALL]

    (checkout.folder / "src/main/resources/new.txt").write_text("new")
    (maven / "fail").touch()
    failed = checkout.fvox("--version")
    assert (failed.stdout, failed.returncode) == ("", 3)
    assert failed.stderr.replace("\r", "") == (
        f"{BUILDING}[ERROR] no such class\nfvox: The program could not be built (whole output: target\\build.log).\n"
    )

    (maven / "fail").unlink()
    assert checkout.fvox("--version").stdout == f"Faster-Vox {REAL_VERSION}\n"
    os.utime(checkout.folder / "pom.xml")
    assert checkout.fvox("--version").stdout == f"Faster-Vox {REAL_VERSION}\n"
    assert checkout.builds() == [MAVEN_CALL] * 4

    shutil.rmtree(checkout.folder / "target/fvox.sources")  # as ./fvox leaves it, which builds there too
    assert checkout.fvox("--version").stdout == f"Faster-Vox {REAL_VERSION}\n"
    assert checkout.builds() == [MAVEN_CALL] * 5


def test_a_source_that_is_gone_or_older_than_before_is_a_change_too(checkout: Checkout) -> None:
    new = checkout.folder / "src/main/resources/new"
    new.mkdir()
    (new / "new.txt").write_text("new")
    checkout.fvox("--version")
    counts = []

    shutil.rmtree(new)
    for _ in range(2):
        checkout.fvox("--version")
        counts.append(len(checkout.builds()))
    os.utime(next((checkout.folder / "src/main/resources").rglob("messages.properties")), (1e9, 1e9))
    for _ in range(2):
        checkout.fvox("--version")
        counts.append(len(checkout.builds()))

    assert counts == [2, 2, 3, 3]


def test_two_at_once_build_once(checkout: Checkout, maven: Path) -> None:
    command = maven / "mvn.cmd"
    slowly = b'"%SystemRoot%\\System32\\ping.exe" -n 21 127.0.0.1 >nul\r\ncopy '
    command.write_bytes(command.read_bytes().replace(b"copy ", slowly, 1))

    with ThreadPoolExecutor() as pool:
        both = list(pool.map(lambda _: checkout.fvox("--version"), range(2)))

    assert [(done.stdout, done.returncode) for done in both] == [(f"Faster-Vox {REAL_VERSION}\n", 0)] * 2
    assert checkout.builds() == [MAVEN_CALL]
    waiting = "fvox: Waiting: another fvox is building, or nobody may write target\\build.log\n"
    assert sorted(done.stderr.replace("\r", "") for done in both) == [BUILDING, BUILDING + waiting]


def test_words_and_exit_codes_come_through(checkout: Checkout) -> None:
    missing = checkout.fvox("transcribe", *WORDS)
    named = [line for line in missing.stderr.splitlines() if "[FV201]" in line]

    assert [word for word, line in zip(WORDS, named, strict=True) if word not in line] == []
    assert (missing.returncode, checkout.fvox("--no-such-option").returncode) == (1, 2)


@pytest.mark.parametrize("lacks", ["JDK", "Maven"])
def test_without_a_jdk_or_maven_it_says_what_to_install(
    checkout: Checkout, lacks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv({"JDK": "JAVA_HOME", "Maven": "WINEPATH"}[lacks])

    result = checkout.fvox("--version")

    assert (result.stdout, result.stderr.replace("\r", ""), result.returncode) == ("", TOOLS_MISSING, 3)


def test_what_is_built_needs_no_maven(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checkout.fvox("--version").returncode == 0
    monkeypatch.delenv("WINEPATH")

    assert checkout.fvox("--version").stdout == f"Faster-Vox {REAL_VERSION}\n"
