"""The microphone as the Windows Java runtime hears it: DirectSound, by way of Wine, from a virtual microphone."""

import array
import os
import re
import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path

import dictating
import pytest
from conftest import ROOT, TIER, RealProgram, Windows, windows_path
from dictating import Microphone

CLIP = ROOT / "samples/john-dashwood.wav"
SENTENCE = (
    "And Mr. John Dashwood had then leisure to consider how much there might be prudently in his power to do for them."
)
MISSED = re.compile(r"About [\d.]+ s of what was said are missing")
TOLERANCE = 400  # of 32768; the sound server follows its clock, and a piece that is missing differs by thousands


@pytest.fixture
def microphone(tmp_path: Path) -> Iterator[Microphone]:
    with dictating.microphone(tmp_path / "sound") as heard:
        yield heard


def samples(file: Path) -> "array.array[int]":
    with wave.open(str(file)) as wav:
        assert (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) == (16_000, 1, 2)
        return array.array("h", wav.readframes(wav.getnframes()))


def holds(recording: "array.array[int]", clip: "array.array[int]") -> bool:
    """Whether the clip is somewhere in the recording, from its first sample to its last, without a gap."""

    def is_at(start: int, step: int) -> bool:
        return all(abs(recording[start + i] - clip[i]) <= TOLERANCE for i in range(0, len(clip), step))

    return any(is_at(start, 997) and is_at(start, 1) for start in range(len(recording) - len(clip) + 1))


def until_played(command: list[str | Path], microphone: Microphone, clip: Path, begun: str) -> tuple[int, str]:
    """Plays the clip when the program has said so, then has it end. Returns its exit code and what it said in all."""
    process = subprocess.Popen(
        [str(part) for part in command],
        env=os.environ | {"XDG_RUNTIME_DIR": str(microphone.folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert process.stdout is not None
    said = ""
    while begun not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    microphone.play(clip)
    more, _ = process.communicate("\n", timeout=180)
    return process.returncode, said + more


def test_r5_a_clip_is_recorded_from_its_first_sample_to_its_last_without_a_gap(
    windows: Windows, microphone: Microphone, tmp_path: Path
) -> None:
    target = tmp_path / "recorded.wav"
    program = [ROOT / "target/test-classes", ROOT / "target/classes", *(ROOT / "target/lib").glob("*.jar")]
    java = [TIER / "wine.sh", *windows.options, "--timeout", "180", "--stdin", "java"]
    probe = ["-cp", ";".join(map(windows_path, program)), "io.fastervox.audio.RecordProbe", windows_path(target)]

    code, said = until_played([*java, *probe], microphone, CLIP, "started ")

    assert code == 0, said
    assert holds(samples(target), samples(CLIP)), said


def test_r6_what_is_said_into_the_microphone_of_the_installed_program_becomes_text(
    real_program: RealProgram, microphone: Microphone
) -> None:
    """Windows' Java records, Windows' Python decodes: all of it, or the program says how much the machine missed."""
    real_program.install()
    real_program.set_up()
    run: list[str | Path] = [TIER / "wine.sh", *real_program.windows.options, "--timeout", "240", "--stdin", "run"]
    fvox: list[str | Path] = [
        real_program.folder / "fvox.exe",
        "dictate",
        "--model",
        "base",
        "--language",
        "en",
        "--no-chime",
    ]

    code, said = until_played([*run, *fvox], microphone, CLIP, "Speak now")

    real_program.uninstall()
    assert code == 0, said
    assert SENTENCE in said or (MISSED.search(said) and SENTENCE[-40:] in said), said
