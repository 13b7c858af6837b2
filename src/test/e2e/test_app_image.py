"""The program on the runtime that jlink makes, packed by jpackage with the modules and options of Windows' package."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import CHECKOUT, SAMPLES

if TYPE_CHECKING:
    from pathlib import Path


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    jars = tmp_path_factory.mktemp("jars")
    for jar in (CHECKOUT / "target/faster-vox.jar", *(CHECKOUT / "target/lib").glob("*.jar")):
        shutil.copy(jar, jars)
    bill = subprocess.run(
        [CHECKOUT / ".ci/bill.sh"], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout.strip()
    folder = tmp_path_factory.mktemp("image") / "Faster-Vox"
    subprocess.run(
        [
            CHECKOUT / "installer/build-image.sh", "--maker", "jpackage", "--version", "0.1.0", "--jars", jars,
            "--main-jar", "faster-vox.jar", "--main-class", "io.fastervox.app.Main", "--bill", bill, "--out", folder,
        ],
        check=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    return folder


def test_the_program_starts(image: Path) -> None:
    done = run(image / "bin/fvox", "--version")

    assert (done.returncode, done.stdout, done.stderr) == (0, "Faster-Vox 0.1.0\n", "")


def test_java_has_an_archive_of_its_classes_and_no_commands(image: Path) -> None:
    done = run(image / "bin/fvox", "--version", JAVA_TOOL_OPTIONS="-Xshare:on")

    assert (done.returncode, done.stdout) == (0, "Faster-Vox 0.1.0\n"), done.stderr
    runtime = image / "lib/runtime"
    assert [file.name for file in runtime.rglob("*.jsa")] == ["classes.jsa"]
    assert list((runtime / "bin").glob("*")) == []


def test_the_program_transcribes(image: Path, ready_home: Path) -> None:
    done = run(
        image / "bin/fvox", "transcribe", "--model=base", SAMPLES / "ill-disposed.wav", FASTERVOX_HOME=str(ready_home)
    )

    assert (done.returncode, done.stdout) == (0, "He was not an ill-disposed young man.\n"), done.stderr


def test_it_carries_its_licences_and_its_bill_of_materials(image: Path) -> None:
    app = image / "lib/app"

    assert "picocli" in (app / "sbom.json").read_text(encoding="utf-8")
    assert "cpu-linux" in (app / "sbom.json").read_text(encoding="utf-8")
    assert (app / "licenses/README.txt").is_file()
    assert (image / "lib/runtime/legal/java.base/LICENSE").is_file()
