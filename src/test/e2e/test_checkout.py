"""`./fvox` from anywhere: a link on the PATH, a folder of any name, a checkout that cannot be written, an old JDK."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from conftest import CHECKOUT, SAMPLES, Fvox

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "Faster-Vox 0.1.0\n"
WAITS = "fvox: Another fvox is building; waiting for it"
SPEECH = SAMPLES / "ill-disposed.wav"
TEXT = "He was not an ill-disposed young man.\n"
SOURCES = ("fvox", "pom.xml", "src/main", "runner", "python-embed")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in a folder with a difficult name, built in the second attempt, and that by two at once."""
    folder = tmp_path_factory.mktemp("checkout") / "会议 录音 'ā"
    for name in SOURCES:
        source, target = CHECKOUT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy2(source, target)
    interrupt(folder)
    old = jdk(folder.with_name("old"), "1.8.0_392")
    with ThreadPoolExecutor(2) as both:
        built = list(both.map(lambda _: call([folder / "fvox", "--version"], JAVA_HOME=old), range(2)))
    assert [done.stdout for done in built] == [VERSION] * 2, built
    folder.with_name("said").write_text(json.dumps(sorted(done.stderr.splitlines() for done in built)))
    return folder


def interrupt(folder: Path) -> None:
    """Ctrl-C while Maven compiles; writes the exit code and what still runs beside the folder."""
    fvox = Fvox(folder.with_name("data"), program=folder / "fvox")
    building, log = fvox.start("--version"), folder / "target/build.log"
    while building.poll() is None and not (log.exists() and "(default-compile)" in log.read_text()):
        time.sleep(0.05)
    os.killpg(building.pid, signal.SIGINT)
    building.communicate(timeout=60)
    fvox.await_ends(5)
    folder.with_name("interrupted").write_text(f"{building.returncode} {fvox.left_over()}")
    assert not (folder / "target/fvox.built").exists()


def test_the_jar_is_the_same_wherever_it_is_built(checkout: Path) -> None:
    """The one beside these tests was built by ./verify, with all its checks."""
    built = {
        folder: {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in [folder / "target/faster-vox.jar", *(folder / "target/lib").glob("*.jar")]
        }
        for folder in (CHECKOUT, checkout)
    }

    assert built[checkout] == built[CHECKOUT]


def test_ctrl_c_while_maven_builds_ends_maven_too_and_the_next_call_completes(checkout: Path) -> None:
    """The checkout is built so, see there."""
    assert (checkout.with_name("interrupted")).read_text() == "130 []"


def test_of_two_calls_one_builds_and_the_other_waits_for_it(checkout: Path) -> None:
    """The checkout is built so, see there."""
    said = [WAITS in lines for lines in json.loads(checkout.with_name("said").read_text())]
    assert sorted(said) == [False, True]


def call(command: list[str | Path], **options: str | Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"LC_ALL": "C.UTF-8"} | {k: str(v) for k, v in options.items() if k.isupper()}
    return subprocess.run(
        [str(part) for part in command],
        cwd=options.get("folder"),
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def read_only(folder: Path, command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    """In a mount namespace of its own where nobody, root included, can write into the folder."""
    mount = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
    return call(["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh", folder, *command])


def test_a_link_on_the_path_works_from_any_folder(checkout: Path, ready_home: Path, tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (tmp_path / "link").symlink_to(checkout / "fvox")
    (programs / "fvox").symlink_to(tmp_path / "link")
    elsewhere = tmp_path / "somewhere else"
    elsewhere.mkdir()
    shutil.copy(SPEECH, elsewhere / "你好.wav")

    done = call(
        ["fvox", "transcribe", "--model=base", "你好.wav"],
        folder=elsewhere,
        PATH=f"{programs}:{os.environ['PATH']}",
        FASTERVOX_HOME=ready_home,
    )

    assert (done.returncode, done.stdout) == (0, TEXT), done.stderr
    assert sorted(path.name for path in elsewhere.iterdir()) == ["你好.wav"]


def test_a_built_checkout_that_cannot_be_written_works(checkout: Path) -> None:
    done = read_only(checkout, [checkout / "fvox", "--version"])

    assert (done.returncode, done.stdout) == (0, VERSION), done.stderr


def test_an_update_of_java_makes_the_archive_of_classes_anew_where_it_can_be_written(checkout: Path) -> None:
    noted, archive = checkout / "target/fvox.jsa.release", checkout / "target/fvox.jsa"
    release, made = noted.read_text(), archive.stat().st_mtime_ns
    noted.write_text('JAVA_VERSION="17.0.0"\n')

    calls = [read_only(checkout, [checkout / "fvox", "--version"])]
    times = [archive.stat().st_mtime_ns]
    for _ in range(2):
        calls.append(call([checkout / "fvox", "--version"]))
        times.append(archive.stat().st_mtime_ns)

    assert [(done.returncode, done.stdout, done.stderr) for done in calls] == [(0, VERSION, "")] * 3
    assert [times[0] == made, times[1] > made, times[2] == times[1]] == [True, True, True]
    assert (noted.read_text(), archive.stat().st_size > 1_000_000) == (release, True)


def test_a_checkout_that_must_be_built_and_cannot_be_written_says_so(checkout: Path, tmp_path: Path) -> None:
    unbuilt = tmp_path / checkout.name
    shutil.copytree(checkout, unbuilt, ignore=shutil.ignore_patterns("target"))

    done = read_only(unbuilt, [unbuilt / "fvox", "--version"])

    assert (done.returncode, done.stdout) == (3, "")
    assert f"this folder cannot be written: {unbuilt}" in done.stderr
    assert "Copy the checkout to a folder of your own" in done.stderr
    assert not (unbuilt / "target").exists()


def test_sources_that_changed_where_nothing_can_be_written_say_so(checkout: Path, tmp_path: Path) -> None:
    changed = tmp_path / checkout.name
    shutil.copytree(checkout, changed)
    os.utime(changed / "pom.xml")

    done = read_only(changed, [changed / "fvox", "--version"])

    assert (done.returncode, done.stdout) == (3, "")
    assert "this folder cannot be written" in done.stderr


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder for the PATH with what ./fvox uses, but without a JDK, Maven or apt."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in ("bash", "cat", "dirname", "env", "find", "flock", "id", "locale", "mkdir", "readlink", "rm", "sed"):
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    return folder


def jdk(folder: Path, version: str) -> Path:
    """What a JDK answers when it is asked for its version."""
    javac = folder / "bin" / "javac"
    javac.parent.mkdir(parents=True)
    javac.write_text(f"#!/bin/sh\necho 'javac {version}'\n")
    javac.chmod(0o755)
    return folder


def test_without_a_jdk_and_without_apt_it_says_what_building_needs(tools: Path, tmp_path: Path) -> None:
    unbuilt = tmp_path / "checkout"
    (unbuilt / "src/main").mkdir(parents=True)
    for name in ("fvox", "pom.xml"):
        shutil.copy(CHECKOUT / name, unbuilt)

    done = call([unbuilt / "fvox", "--version"], PATH=tools, JAVA_HOME=jdk(tmp_path / "old", "11.0.22"))

    assert (done.returncode, done.stdout) == (3, "")
    assert "needs a JDK (17 or newer) and Maven (3.6.3 or newer)" in done.stderr


def test_a_java_home_that_is_too_old_is_passed_over(checkout: Path) -> None:
    """It stands in the environment when the checkout is built, see there."""
    used = (checkout / "target/fvox.java-home").read_text(encoding="utf-8").strip()

    assert (used != str(checkout.with_name("old")), os.access(f"{used}/bin/javac", os.X_OK)) == (True, True)


def test_sources_that_changed_are_built_again_and_what_the_compiler_says_is_shown(
    checkout: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "checkout"
    shutil.copytree(checkout, changed)
    os.utime(changed / "pom.xml")
    maven = tmp_path / "fake" / "mvn"
    maven.parent.mkdir()
    maven.write_text("#!/bin/sh\necho '[ERROR] Foo.java: cannot find symbol'\nexit 1\n")
    maven.chmod(0o755)

    done = call([changed / "fvox", "--version"], PATH=f"{maven.parent}:{os.environ['PATH']}")

    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines()[-2:] == [
        "[ERROR] Foo.java: cannot find symbol",
        "fvox: The program could not be built (whole output: target/build.log).",
    ]
