"""FasterVox.exe, which a double click starts: without an environment it opens the welcome window, and never nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import new_windows
from scene import Desktop, desktop

NO_NETWORK: dict[str, Any] = {"FASTERVOX_INDEX_URL": "http://127.0.0.1:9", "FASTERVOX_HUB_URL": "http://127.0.0.1:9"}


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    for windows in new_windows(tmp_path_factory):
        with desktop(windows, "eng") as opened:
            yield opened


def test_a_start_that_cannot_begin_says_why_in_a_window(screen: Desktop, real: Path) -> None:
    launcher = real / "Faster-Vox/FasterVox.exe"
    started = screen.start(launcher, FASTERVOX_HOME="C:\\a|b")
    box = screen.window("^Faster-Vox$", within=100)
    screen.reads("cannot-begin", box, "The data folder cannot have the name", "Correct FASTERVOX_HOME")
    screen.press("Return")
    assert started.wait(60) == 0
    assert screen.start(launcher, "--quiet", FASTERVOX_HOME="C:\\a|b").wait(100) == 0


@pytest.mark.parametrize("dropped", [(), ("recording.wav",)])
def test_the_windowed_launcher_welcomes_and_a_second_one_hands_over_and_ends(
    screen: Desktop, real: Path, dropped: tuple[str, ...]
) -> None:
    """On a Windows that has no data of the program."""
    launcher = real / "Faster-Vox/FasterVox.exe"
    data = screen.windows.local_app_data / "Faster-Vox"
    assert not data.exists()

    first = screen.start(launcher, *dropped, **NO_NETWORK)
    screen.window("^Welcome to Faster-Vox$", within=150)
    second = screen.start(launcher, *dropped).wait(100)

    assert second == 0
    assert first.poll() is None
    screen.windows.kill()
    first.wait(60)
    shutil.rmtree(data)
