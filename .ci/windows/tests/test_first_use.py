"""The real program from its installer to the first text, on a Windows that has never seen it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, TIER, Windows, new_windows, succeed, windows_path

VERSION = "0.1.0"
MSI_BUDGET = 85_000_000
FIRST_USE = 580  # seconds; about 80 with a quick network
CLIP = ROOT / "samples/ill-disposed.wav"
TEXT = "He was not an ill-disposed young man.\n"


@pytest.fixture(scope="module")
def msi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("program")
    succeed(TIER / "program.sh", VERSION, folder)
    yield folder / f"Faster-Vox-{VERSION}-TEST.msi"
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    yield from new_windows(tmp_path_factory)


def test_the_installer_is_within_its_budget(msi: Path) -> None:
    assert msi.stat().st_size <= MSI_BUDGET


def test_install_transcribe_once_more_without_a_network_and_uninstall(windows: Windows, msi: Path) -> None:
    before = {path.name for path in windows.local_app_data.iterdir()}
    assert windows.run("msiexec", "/i", windows_path(msi), "/qn", timeout=300).returncode == 0
    fvox = windows.local_app_data / "Programs/Faster-Vox/fvox.exe"
    data = windows.local_app_data / "Faster-Vox"

    def status() -> dict[str, Any]:
        return dict(json.loads(windows.run(fvox, "env", "status", "--json").stdout))

    assert windows.run(fvox, "--version").stdout == f"Faster-Vox {VERSION}\n"
    assert (status()["ready"], data.exists()) == (False, False)

    clip = windows_path(CLIP)
    first = windows.run(fvox, "transcribe", "--model", "base", clip, timeout=FIRST_USE)
    assert (first.returncode, first.stdout) == (0, TEXT), first.stderr
    made = status()
    assert (made["ready"], made["up_to_date"], made["problems"]) == (True, True, [])

    second = windows.run(fvox, "transcribe", "--model", "base", clip, offline=True)
    assert (second.returncode, second.stdout) == (0, TEXT), second.stderr
    assert status() == made

    assert windows.run("msiexec", "/x", windows_path(msi), "/qn", timeout=300).returncode == 0
    assert {path.name for path in windows.local_app_data.iterdir()} == before | {"Faster-Vox"}
    assert (data / "models/base/model.bin").is_file()
    assert not (windows.start_menu / "Faster-Vox.lnk").exists()
