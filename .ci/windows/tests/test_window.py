"""FasterVox.exe, which a double click starts: without an environment it opens the welcome window, and never nothing."""

from pathlib import Path

import pytest
from conftest import TIER, run

NO_NETWORK = "FASTERVOX_INDEX_URL=http://127.0.0.1:9 FASTERVOX_HUB_URL=http://127.0.0.1:9"


@pytest.mark.parametrize("dropped", ["", "recording.wav"])
def test_the_windowed_launcher_welcomes_and_a_second_one_hands_over_and_ends(
    real: Path, tmp_path: Path, dropped: str
) -> None:
    program = f'"{real}/Faster-Vox/FasterVox.exe"'
    scene = (
        f'{NO_NETWORK} wine.sh --timeout 280 --prefix "$WINE_PREFIX" run {program} {dropped} & '
        'window=$(timeout 150 xdotool search --sync --onlyvisible --name "^Welcome to Faster-Vox$" | head -n 1); '
        "picture.sh welcome; "
        f'wine.sh --timeout 100 --prefix "$WINE_PREFIX" run {program} {dropped}; ended=$?; '
        'picture.sh second; echo "window ${window:+seen}, second ended with $ended"'
    )

    result = run(TIER / "desktop.sh", "--pictures", tmp_path, "--timeout", "290", "bash", "-c", scene)

    assert result.stdout == "window seen, second ended with 0\n", result.stderr
