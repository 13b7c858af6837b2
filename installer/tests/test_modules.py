"""The Java runtime of the installer has the modules that the program needs, and no others without a reason.

`mvn package` must have been run.
"""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
JLINK = [ROOT / f"installer/jlink-{name}.args" for name in ("common", "linux", "windows")]
JPACKAGE = [ROOT / f"installer/jpackage-{name}.args" for name in ("common", "linux", "windows")]


def output(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True, cwd=ROOT).stdout


def asked(text: str) -> set[str]:
    """The modules of an argument file."""
    return {module for line in re.findall(r"^--add-modules (.+)$", text, re.MULTILINE) for module in line.split(",")}


def reasons(text: str) -> set[str]:
    """The modules that an argument file gives a reason for."""
    return set(re.findall(r"^# ([a-z.]+): \w", text, re.MULTILINE))


def superfluous(texts: list[str], needed: set[str]) -> set[str]:
    return set().union(*(asked(text) - reasons(text) for text in texts)) - needed


@pytest.fixture(scope="module")
def needed() -> set[str]:
    """What jdeps finds in the program and its libraries."""
    libraries = sorted((ROOT / "target/lib").glob("*.jar"))
    assert len(libraries) > 10
    printed = output(
        "jdeps", "--multi-release", "17", "--ignore-missing-deps", "--list-deps",
        "--class-path", ":".join(map(str, libraries)), ROOT / "target/faster-vox.jar", *libraries,
    )  # fmt: skip
    return {line.strip().partition("/")[0] for line in printed.splitlines() if re.fullmatch(r" +[a-z.]+(/\S+)?", line)}


def test_jlink_links_every_module_that_jdeps_finds(needed: set[str], tmp_path: Path) -> None:
    runtime = tmp_path / "runtime"
    output("jlink", f"@{JLINK[0]}", f"@{JLINK[1]}", "--output", runtime)
    modules = re.search(r'^MODULES="(.*)"$', (runtime / "release").read_text(), re.MULTILINE)
    assert modules is not None
    linked = set(modules[1].split())

    assert needed - linked == set()
    assert asked(JLINK[0].read_text()) - linked == set()


def test_what_only_reflection_needs_is_asked_for_by_name(needed: set[str]) -> None:
    common, linux, windows = (asked(path.read_text()) - needed for path in JLINK)

    assert (common, linux, windows) == (
        {"jdk.charsets", "jdk.crypto.ec", "jdk.localedata"},
        set(),
        {"jdk.crypto.mscapi"},
    )


def test_no_module_is_there_without_need_or_reason(needed: set[str]) -> None:
    assert superfluous([path.read_text() for path in JLINK], needed) == set()


def test_a_module_without_need_or_reason_is_found() -> None:
    text = "# jdk.charsets: tools write in it\n--add-modules java.base,jdk.charsets,jdk.jshell\n"
    assert superfluous([text], {"java.base"}) == {"jdk.jshell"}


def test_jpackage_knows_every_option_of_the_argument_files() -> None:
    known = set(re.findall(r"--[a-z-]+", output("jpackage", "--help")))
    used = {option for path in JPACKAGE for option in re.findall(r"^--[a-z-]+", path.read_text(), re.MULTILINE)}
    assert used - known == set()


@pytest.mark.parametrize("system", ["linux", "windows"])
def test_a_launchers_file_has_keys_that_jpackage_knows(system: str) -> None:
    documented = output("jpackage", "--help").partition("--add-launcher")[2].partition("--arguments")[0]
    text = (ROOT / f"installer/fvox-{system}.properties").read_text()
    keys = {line.partition("=")[0] for line in text.splitlines()}
    assert keys - set(re.findall(r'"([a-z-]+)"', documented)) == set()


def test_both_systems_differ_in_the_icon_and_the_console_alone() -> None:
    assert [path.read_text() for path in JPACKAGE[1:]] == [
        f"--icon installer/icons/{icon}\n--add-launcher fvox=installer/fvox-{system}.properties\n"
        for system, icon in (("linux", "faster-vox-256.png"), ("windows", "faster-vox.ico"))
    ]
    linux, windows = ((ROOT / f"installer/fvox-{system}.properties").read_text() for system in ("linux", "windows"))
    assert windows == "win-console=true\n" + linux


def test_jpackage_reads_the_windows_files_too(tmp_path: Path) -> None:
    """It cannot make an exe here, but the argument files are read and written down all the same."""
    jars = tmp_path / "jars"
    jars.mkdir()
    (jars / "program.jar").write_bytes((ROOT / "target/faster-vox.jar").read_bytes())
    runtime = tmp_path / "runtime"
    output("jlink", "--add-modules", "java.base", "--output", runtime)
    output(
        "jpackage", f"@{JPACKAGE[0]}", f"@{JPACKAGE[2]}", "--name", "FasterVox", "--app-version", "1.2.3",
        "--input", jars, "--main-jar", "program.jar", "--main-class", "Main", "--runtime-image", runtime,
        "--dest", tmp_path / "made",
    )  # fmt: skip
    app = tmp_path / "made/FasterVox/lib/app"

    assert "arguments=agent\n" in (app / "FasterVox.cfg").read_text()
    assert "arguments=--help\n" in (app / "fvox.cfg").read_text()
