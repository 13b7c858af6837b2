"""R19: a bundle that Linux wrote sets a Windows up that has no network, and ends in a transcription."""

import os
import shutil
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
