"""The microphone as the Windows Java runtime hears it: DirectSound, by way of Wine, from a virtual microphone."""

import array
import os
import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, TIER, Windows, windows_path

MICROPHONE = ROOT / ".ci/microphone.sh"
CLIP = ROOT / "samples/john-dashwood.wav"
TOLERANCE = 400  # of 32768; the sound server follows its clock, and a piece that is missing differs by thousands


@pytest.fixture
def microphone(tmp_path: Path) -> Iterator[Path]:
    """A sound server; its folder is the XDG_RUNTIME_DIR of those who are to hear it."""
    folder = tmp_path / "sound"
    subprocess.run([MICROPHONE, "start", folder], check=True, timeout=60)
    yield folder
    subprocess.run([MICROPHONE, "stop", folder], check=True, timeout=60)


def samples(file: Path) -> "array.array[int]":
    with wave.open(str(file)) as wav:
        assert (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) == (16_000, 1, 2)
        return array.array("h", wav.readframes(wav.getnframes()))


def holds(recording: "array.array[int]", clip: "array.array[int]") -> bool:
    """Whether the clip is somewhere in the recording, from its first sample to its last, without a gap."""

    def is_at(start: int, step: int) -> bool:
        return all(abs(recording[start + i] - clip[i]) <= TOLERANCE for i in range(0, len(clip), step))

    return any(is_at(start, 997) and is_at(start, 1) for start in range(len(recording) - len(clip) + 1))


def test_r5_a_clip_is_recorded_from_its_first_sample_to_its_last_without_a_gap(
    windows: Windows, microphone: Path, tmp_path: Path
) -> None:
    target = tmp_path / "recorded.wav"
    program = [ROOT / "target/test-classes", ROOT / "target/classes", *(ROOT / "target/lib").glob("*.jar")]
    process = subprocess.Popen(
        [
            *map(str, (TIER / "wine.sh", *windows.options, "--timeout", "180", "--stdin", "java")),
            *("-cp", ";".join(map(windows_path, program)), "io.fastervox.audio.RecordProbe", windows_path(target)),
        ],
        env=os.environ | {"XDG_RUNTIME_DIR": str(microphone)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("started ")

    subprocess.run([MICROPHONE, "play", microphone, CLIP], check=True, timeout=60)
    said, _ = process.communicate("\n", timeout=180)

    assert process.returncode == 0, said
    assert holds(samples(target), samples(CLIP)), said
