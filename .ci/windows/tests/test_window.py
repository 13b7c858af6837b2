"""FasterVox.exe, which a double click starts: it says what it can do, and never nothing."""

from pathlib import Path

import pytest
from conftest import TIER, run


@pytest.mark.parametrize("dropped", ["", "recording.wav"])
def test_the_windowed_launcher_says_what_works_and_ends_when_its_window_is_closed(
    real: Path, tmp_path: Path, dropped: str
) -> None:
    scene = (
        f'wine.sh --prefix "$WINE_PREFIX" run "{real}/Faster-Vox/FasterVox.exe" {dropped} & program=$!; '
        'window=$(xdotool search --sync --onlyvisible --name "^Faster-Vox$" | head -n 1); '
        'picture.sh notice; xdotool windowactivate --sync "$window" key Return; wait $program; echo "ended with $?"'
    )

    result = run(TIER / "desktop.sh", "--pictures", tmp_path, "--timeout", "120", "bash", "-c", scene)

    assert result.stdout == "ended with 0\n", result.stderr
