"""Media made at test time, and the recordings that the environment names."""

import os
import re
import subprocess
import tempfile
import wave
from functools import cache
from pathlib import Path


def ffmpeg(*arguments: str | Path) -> None:
    """Run ffmpeg; its own log shows when it fails."""
    subprocess.run(["ffmpeg", "-nostdin", "-y", "-v", "error", *map(str, arguments)], check=True)


def tone(path: Path, *options: str, seconds: float = 2) -> Path:
    """Make a file with a tone; the name's ending chooses the format."""
    path.write_bytes(_tone(path.suffix, options, seconds))
    return path


@cache
def _tone(ending: str, options: tuple[str, ...], seconds: float) -> bytes:
    """Give its content; encoding takes longer than most tests that read it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"tone{ending}"
        ffmpeg("-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=16000:duration={seconds}", *options, path)
        return path.read_bytes()


def silent_video(path: Path) -> Path:
    """Make a video without an audio track."""
    ffmpeg("-f", "lavfi", "-i", "testsrc=duration=1:size=64x64", path)
    return path


def required(variable: str) -> Path:
    """Give the folder that an environment variable names; tests marked `model` cannot do without."""
    value = os.environ.get(variable)
    if not value or not Path(value).is_dir():
        raise AssertionError(f"{variable} must name a folder for the tests marked 'model'; it is {value!r}")
    return Path(value)


def clips() -> dict[Path, str]:
    """Give the test recordings and what is said in them."""
    folder = required("FASTERVOX_TEST_AUDIO")
    lines = (folder / "transcription").read_text("utf-8").splitlines()
    spoken = (re.fullmatch(r"(?:<s> )?(.*?)(?: </s>)? \((.*)\)", line) for line in lines)
    found = {folder / f"{match[2]}.wav": match[1] for match in spoken if match}
    assert found, f"no recordings in {folder}"
    return found


def joined_clips(path: Path, seconds: float) -> Path:
    """Write a WAV file that repeats the recordings until it is long enough."""
    recordings = []
    for clip in clips():
        with wave.open(str(clip), "rb") as file:
            form = file.getparams()
            recordings.append(file.readframes(file.getnframes()))
    round_of_all = b"".join(recordings)
    rounds = -(-int(seconds * form.framerate * form.sampwidth) // len(round_of_all))
    with wave.open(str(path), "wb") as file:
        file.setparams(form)
        file.writeframes(round_of_all * rounds)
    return path
