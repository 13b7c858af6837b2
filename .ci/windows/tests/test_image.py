"""The program folder: one layout, whichever maker made it."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, TIER, bill_of, run, succeed

BUILD = ROOT / "installer/build-image.sh"
OPTIONS = """\
java-options=-Djpackage.app-version=1.2.3
java-options=-Dfastervox.program=$APPDIR
java-options=-Dfile.encoding=UTF-8
java-options=-Xmx256m
java-options=-Xms16m
java-options=-XX:MinHeapFreeRatio=10
java-options=-XX:MaxHeapFreeRatio=20
java-options=-XX:TieredStopAtLevel=1
java-options=-XX:+UseSerialGC
java-options=-XX:-UsePerfData
java-options=-XX:+UnlockDiagnosticVMOptions
java-options=-XX:GuaranteedSafepointInterval=20000
java-options=-XX:AsyncDeflationInterval=20000
java-options=-Dsun.java2d.d3d=false
java-options=-Djava.net.useSystemProxies=true
java-options=-Djna.nounpack=true
java-options=-Djna.boot.library.path=$APPDIR
"""


def cfg(arguments: str, separator: str) -> str:
    jars = (
        "app.classpath=$APPDIR{0}placeholder.jar\napp.mainclass=Placeholder\napp.classpath=$APPDIR{0}jna-5.19.1.jar\n"
    )
    return f"[Application]\n{jars.format(separator)}\n[JavaOptions]\n{OPTIONS}\n[ArgOptions]\narguments={arguments}\n"


def build(out: Path, jars: Path, *options: str | Path, script: Path = BUILD) -> subprocess.CompletedProcess[str]:
    return run(
        script, "--version", "1.2.3", "--jars", jars, "--main-jar", "placeholder.jar",
        "--main-class", "Placeholder", "--bill", bill_of(jars), "--out", out, *options,
    )  # fmt: skip


@pytest.fixture(scope="module")
def linux_image(placeholder_jars: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("linux") / "Faster-Vox"
    result = build(folder, placeholder_jars, "--maker", "jpackage")
    assert result.returncode == 0, result.stderr
    return folder


def test_the_cross_built_configuration_is_what_jpackage_writes(image: Path, linux_image: Path) -> None:
    for name, arguments in (("FasterVox", "agent"), ("fvox", "--help")):
        assert (image / f"app/{name}.cfg").read_text() == cfg(arguments, "\\")
        assert (linux_image / f"lib/app/{name}.cfg").read_text() == cfg(arguments, "/")


def test_jpackages_image_runs(linux_image: Path) -> None:
    assert succeed(linux_image / "bin/fvox", "two words", "你好") == "two words\n你好"
    assert run(linux_image / "bin/fvox", "exit", "42").returncode == 42


def test_jnas_library_lies_unpacked_beside_the_jars(image: Path, linux_image: Path, placeholder_jars: Path) -> None:
    with zipfile.ZipFile(placeholder_jars / "jna-5.19.1.jar") as jar:
        for packed, installed in (
            ("win32-x86-64/jnidispatch.dll", image / "app/jnidispatch.dll"),
            ("linux-x86-64/libjnidispatch.so", linux_image / "lib/app/libjnidispatch.so"),
        ):
            assert installed.read_bytes() == jar.read(f"com/sun/jna/{packed}")


def test_it_carries_the_embeddable_python_and_says_which(image: Path) -> None:
    """R2, R28: the package contains the embeddable Python."""
    (base,) = json.loads((image / "app/python-embed/base-python.json").read_text())["bases"]
    python = image / "app/python-embed" / base["file"]
    (pinned, *_) = json.loads((ROOT / "python-embed/base-python.json").read_text())["bases"]

    assert base == pinned | {
        "id": "windows-stand-in",
        "python": "3.12.1",
        "test_only": True,
        "file": "python-3.12.1-embed-amd64-TEST.zip",
        "sha256": hashlib.sha256(python.read_bytes()).hexdigest(),
        "bytes": python.stat().st_size,
        "sources": None,
    }
    assert (image / "app/product.txt").read_text() == "Faster-Vox TEST\n"


def test_it_carries_icons(image: Path) -> None:
    assert (image / "app/faster-vox.ico").read_bytes() == (ROOT / "installer/icons/faster-vox.ico").read_bytes()


def test_the_runtime_brings_no_commands_of_its_own(image: Path) -> None:
    assert list(image.glob("runtime/**/*.exe")) == []
    assert {path.name for path in image.glob("*.exe")} == {"FasterVox.exe", "FasterVoxFiles.exe", "fvox.exe"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--maker", "other"), "--maker is cross or jpackage"),
        (("--maker", "cross"), "a Windows image needs the embeddable Python: give --python ZIP"),
        (("--maker", "cross", "--stand-in"), "a Windows image needs the embeddable Python: give --python ZIP"),
        (("--maker", "cross", "--python", "/nowhere.zip"), "no /nowhere.zip"),
        (("--maker", "cross", "--bill", "/nowhere.json"), "no bill of materials at '/nowhere.json'"),
        (("--maker", "cross", "--version", "1.2"), "is not of the form 1.2.3"),
        (("--maker", "cross", "--main-jar", "other.jar"), "no other.jar in"),
        (("--maker", "cross", "--colour", "blue"), "unknown option --colour"),
    ],
)
def test_wrong_input_is_named_and_leaves_nothing(
    placeholder_jars: Path, tmp_path: Path, options: tuple[str, ...], message: str
) -> None:
    result = build(tmp_path / "image", placeholder_jars, *options)

    assert (result.returncode, list(tmp_path.iterdir())) == (1, [])
    assert message in result.stderr


@pytest.mark.parametrize("runtime", [(), ("--runtime", "/nowhere")])
def test_a_windows_image_needs_a_windows_runtime(
    placeholder_jars: Path, tmp_path: Path, runtime: tuple[str, ...]
) -> None:
    (python,) = Path(succeed(TIER / "python.sh")).glob("*.zip")
    result = build(tmp_path / "image", placeholder_jars, "--maker", "cross", "--python", python, "--stand-in", *runtime)

    assert (result.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "no Windows Java runtime in" in result.stderr


def test_another_python_than_the_pinned_one_stops_the_build(placeholder_jars: Path, tmp_path: Path) -> None:
    (python,) = Path(succeed(TIER / "python.sh")).glob("*.zip")
    result = build(tmp_path / "image", placeholder_jars, "--maker", "cross", "--python", python)

    assert (result.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "which python-embed/base-python.json does not name" in result.stderr


def test_a_cross_built_image_is_for_tests_even_with_the_pinned_python(
    image: Path, placeholder_jars: Path, tmp_path: Path
) -> None:
    """Its Java runtime comes from elsewhere than a release's."""
    shutil.copy(ROOT / "LICENSE", tmp_path)
    for part in ("docs/help", "installer", "python-embed", "runner"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (python,) = Path(succeed(TIER / "python.sh")).glob("*.zip")
    pins = tmp_path / "python-embed/base-python.json"
    named = json.loads(pins.read_text())
    named["bases"][0]["sha256"] = hashlib.sha256(python.read_bytes()).hexdigest()
    pins.write_text(json.dumps(named))
    native = tmp_path / "native"
    native.mkdir()
    for exe in image.glob("*.exe"):
        (native / exe.name).hardlink_to(exe)
    (native / "mingw-w64.txt").write_text("a licence")

    result = build(
        tmp_path / "image", placeholder_jars, "--maker", "cross", "--python", python, "--native", native,
        "--runtime", succeed(TIER / "java.sh"), script=tmp_path / "installer/build-image.sh",
    )  # fmt: skip

    assert result.returncode == 0, result.stderr
    assert (tmp_path / "image/app/product.txt").read_text() == "Faster-Vox TEST\n"


def test_a_folder_that_exists_is_not_overwritten(image: Path, placeholder_jars: Path) -> None:
    result = build(image, placeholder_jars, "--maker", "cross")

    assert result.returncode == 1
    assert "must be a new folder" in result.stderr


def test_what_is_native_goes_into_the_callers_folder_as_the_release_names_it(tmp_path: Path) -> None:
    succeed(ROOT / "installer/build-native.sh", "target/native", "1.2.3", "Faster-Vox TEST", cwd=tmp_path)

    assert sorted(path.name for path in (tmp_path / "target/native").iterdir()) == [
        "FasterVox.exe", "FasterVoxFiles.exe", "actions.dll", "fvox.exe", "mingw-w64.txt",
    ]  # fmt: skip
