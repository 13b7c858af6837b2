"""R19: a Windows without a network is set up by a bundle that Linux wrote, and by hand as the guide says."""

import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, TIER, Windows, new_windows, succeed, windows_path

LOCKS = [ROOT / "python-embed/locks" / f"{name}-windows.json" for name in ("boot", "cpu")]
CLIP = ROOT / "samples/ill-disposed.wav"
TEXT = "He was not an ill-disposed young man.\n"


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    yield from new_windows(tmp_path_factory)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheels come from folders, the model from the one that ./verify has prepared."""
    folder = tmp_path_factory.mktemp("bundle")
    path = folder / "离线 bundle.zip"
    shutil.copytree(os.environ["FASTERVOX_TEST_MODEL"], folder / "home/models/base")
    indexes = [f"--index={succeed(TIER / 'wheels.sh', lock)}" for lock in LOCKS]
    words = ["env", "export", "--platform=windows", "--profile=cpu", "--model=base", *indexes]
    succeed(ROOT / "fvox", *words, path, env=os.environ | {"FASTERVOX_HOME": str(folder / "home")})
    return path


def test_a_bundle_from_linux_is_imported_without_a_network_and_ends_in_a_transcription(
    windows: Windows, real: Path, bundle: Path
) -> None:
    fvox = real / "Faster-Vox/fvox.exe"

    cut = bundle.with_name("cut.zip")
    cut.write_bytes(bundle.read_bytes()[: bundle.stat().st_size // 2])
    refused = windows.run(fvox, "env", "import", windows_path(cut), offline=True)
    imported = windows.run(fvox, "env", "import", windows_path(bundle), timeout=580, offline=True)
    done = windows.run(fvox, "transcribe", windows_path(CLIP), timeout=300, offline=True)

    assert (refused.returncode, "[FV413]" in refused.stderr) == (3, True), refused.stderr
    assert (imported.returncode, "the model base is here" in imported.stderr) == (0, True), imported.stderr
    assert (done.returncode, done.stdout) == (0, TEXT), done.stderr


@pytest.fixture(scope="module")
def py(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a person has who has installed Python: py.exe, with a pip that takes its files from folders."""
    folder = tmp_path_factory.mktemp("py")
    shutil.copytree(Path(succeed(TIER / "python.sh")) / "base", folder, dirs_exist_ok=True)
    (folder / "python.exe").rename(folder / "py.exe")
    (pip,) = Path(succeed(TIER / "wheels.sh", LOCKS[0])).glob("pip-*.whl")
    zipfile.ZipFile(pip).extractall(folder)
    return folder


def commands(language: str) -> list[str]:
    """The fenced blocks of one language in the guide; of the one for Linux, as they read on Windows."""
    guide = (ROOT / "docs/manual-setup.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    return [block.replace("./fvox", "fvox") for block in blocks]


def test_the_commands_of_the_guide_set_it_up_file_by_file(
    windows: Windows, real: Path, py: Path, tmp_path: Path
) -> None:
    (lists_and_fetches,) = commands("bat")
    (sets_up,) = (block for block in commands("sh") if "env setup" in block)
    (looks,) = (block for block in commands("sh") if "env check" in block)
    shutil.copytree(
        os.environ["FASTERVOX_TEST_MODEL"],
        tmp_path / "faster-whisper-base",
        ignore=shutil.ignore_patterns("manifest.json", ".*"),
    )
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    script = tmp_path / "guide.bat"
    folders = f"{windows_path(real / 'Faster-Vox')};{windows_path(py)}"
    lines = [f"set PATH={folders};%PATH%", f"cd /d {windows_path(tmp_path)}", lists_and_fetches, sets_up, looks]
    words = "\n".join(lines).splitlines()
    script.write_text(
        "@echo off\n" + "\n".join(f"{line} || exit /b 1" if line else "" for line in words), newline="\r\n"
    )

    done = windows.run(
        "cmd", "/c", windows_path(script), timeout=580, offline=True,
        FASTERVOX_HOME=windows_path(tmp_path / "data"),
        PIP_NO_INDEX="1",
        PIP_FIND_LINKS=" ".join(windows_path(Path(succeed(TIER / "wheels.sh", lock))) for lock in LOCKS),
    )  # fmt: skip

    assert (done.returncode, TEXT in done.stdout) == (0, True), done.stdout + done.stderr
