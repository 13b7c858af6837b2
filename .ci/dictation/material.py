# ruff: noqa: INP001  # a script, not a module
"""Makes the recordings of `fvox bench dictation`: clips of people, and text that programs read, with noise.

    dev-python .ci/dictation/material.py scoring FOLDER [LENGTH...]

The speakers and texts of `development`, on which constants may be tuned, are others than those of `scoring`. Each
ends 500 ms behind the last voiced frame. Everything is seeded: the same call makes the same files. Needs the packages
flite, festival, festvox-kdlpc16k and pocketsphinx-testdata of Debian.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

RATE = 16000
SPOKEN = "librivox"
"""Not read by a program: the sentences that a woman has spoken for LibriVox, in Debian's pocketsphinx-testdata."""
SPOKEN_SECONDS = range(10, 21)
"""Only one of the five clips is shorter than 3 s, and a longer recording would need a clip twice."""
FESTIVALS = "ked_diphone"
SPEAKERS = {
    "scoring": {"slt": "slt", "rms": "rms", "awb": "awb", "ked": FESTIVALS, SPOKEN: SPOKEN},
    "development": {"kal": "kal16"},
}
"""Of each speaker the name of the voice; flite's unless it is said."""
CLIPS = Path("/usr/share/pocketsphinx/test/data")
RECORDINGS_BY_LENGTH = 20
LEAD = 0.3
SENTENCE_PAUSES = (0.35, 1.3)
CLAUSE_PAUSES = (0.12, 0.4)
NOISE_BELOW_SPEECH = (35, 20)
"""Two levels, in dB below the loudness of the speech."""
END_SILENCE = 0.5
VOICED = 0.02
"""Of full scale; below it, voices are silent."""


def main() -> None:
    """Make the recordings of one part."""
    part, folder = sys.argv[1], Path(sys.argv[2])
    lengths = [int(length) for length in sys.argv[3:]] or [3, 10, 20, 60, 120]
    folder.mkdir(parents=True, exist_ok=True)
    recordings = []
    for length in lengths:
        for number, (voice, noise) in enumerate(planned(part, length)):
            chance = random.Random(f"{part} {length} {number}")  # noqa: S311  # not for secrets
            pieces = clips(length, chance) if voice == SPOKEN else clauses(sentences(part), voice, chance)
            audio, text = joined(pieces, length, chance)
            name = f"{length:03d}-{number:02d}-{voice}-{noise}dB.wav"
            write(folder / name, with_noise(audio, noise, number))
            recordings.append({"file": name, "length": length, "voice": voice, "noise": noise, "text": text})
    (folder / "recordings.json").write_text(json.dumps(recordings, indent=1) + "\n", "utf-8")


def planned(part: str, length: int) -> list[tuple[str, int]]:
    """Give voice and noise of each recording; any few in a row, and every fourth one, have several of both."""
    voices = [voice for voice in SPEAKERS[part].values() if voice != SPOKEN or length in SPOKEN_SECONDS]
    plan = []
    for number in range(RECORDINGS_BY_LENGTH):
        turn, place = divmod(number, len(voices))
        voice = voices[(place + turn // len(NOISE_BELOW_SPEECH)) % len(voices)]
        plan.append((voice, NOISE_BELOW_SPEECH[(turn + place) % len(NOISE_BELOW_SPEECH)]))
    return plan


def sentences(part: str) -> list[str]:
    """Give the lines of a text."""
    lines = (Path(__file__).parent / f"{part}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


Piece = tuple[np.ndarray, str, tuple[float, float]]
"""Sound, words, and how long the pause behind it may be."""


def clauses(text: list[str], voice: str, chance: random.Random) -> Iterator[Piece]:
    """Read from somewhere on, clause by clause; no sentence comes twice."""
    start = chance.randrange(len(text))
    for sentence in text[start:] + text[:start]:
        for clause in re.findall(r"[^,.?]+[,.?]*", sentence):
            pauses = CLAUSE_PAUSES if clause.endswith(",") else SENTENCE_PAUSES
            yield trimmed(read(clause.strip(), voice)), clause.strip(), pauses
    raise SystemExit("the text is too short")


def clips(length: int, chance: random.Random) -> Iterator[Piece]:
    """Give those of people in any order, unless a single one is too long."""
    found = [(trimmed(sound), text) for sound, text in real_clips("librivox", "transcription")]
    chance.shuffle(found)
    for sound, text in found:
        if LEAD + len(sound) / RATE <= length:
            yield sound, text, SENTENCE_PAUSES


def joined(pieces: Iterator[Piece], length: int, chance: random.Random) -> tuple[np.ndarray, str]:
    """Put pieces together until it is long enough."""
    parts, texts, seconds = [np.zeros(round(LEAD * RATE))], [], LEAD
    for sound, text, pauses in pieces:
        if seconds + len(sound) / RATE > length and texts:
            break
        pause = chance.uniform(*pauses)
        parts += [sound, np.zeros(round(pause * RATE))]
        texts.append(text)
        seconds += len(sound) / RATE + pause
    return np.concatenate([*parts[:-1], np.zeros(round(END_SILENCE * RATE))]), " ".join(texts)


def read(text: str, voice: str) -> np.ndarray:
    """Have a program read a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clause.wav"
        command = ["flite", "-voice", voice, "-t", text, "-o", str(path)]
        if voice == FESTIVALS:
            command = ["text2wave", "-eval", f"(voice_{voice})", "-o", str(path)]
        subprocess.run(command, input=text, text=True, check=True)  # noqa: S603
        return sound_of(path)


def real_clips(folder: str, list_of_texts: str) -> list[tuple[np.ndarray, str]]:
    """Sound and words of what people have spoken."""
    found = []
    for line in (CLIPS / folder / list_of_texts).read_text("utf-8").splitlines():
        text, name = re.fullmatch(r"<s> (.*?)\s*</s> \((.*)\)", line).groups()
        found.append((sound_of(CLIPS / folder / f"{name}.wav"), text))
    return found


def sound_of(path: Path) -> np.ndarray:
    """Read a WAV file at our rate."""
    with wave.open(str(path)) as file:
        rate = file.getframerate()
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    places = np.arange(round(len(sound) * RATE / rate)) * rate / RATE
    return np.interp(places, np.arange(len(sound)), sound)


def trimmed(sound: np.ndarray) -> np.ndarray:
    """Take the silence off both ends."""
    voiced = np.flatnonzero(np.abs(sound) > VOICED)
    return sound[max(0, voiced[0] - 320) : voiced[-1] + 320]


def with_noise(audio: np.ndarray, below: float, seed: int) -> np.ndarray:
    """Add noise that falls with the frequency, as that of rooms does."""
    loudness = np.sqrt(np.mean(audio[np.abs(audio) > VOICED] ** 2))
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=len(audio)))
    noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(1, np.arange(len(spectrum)))), len(audio))
    return audio + noise / np.sqrt(np.mean(noise**2)) * loudness * 10 ** (-below / 20)


def write(path: Path, audio: np.ndarray) -> None:
    """Write a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(audio, -1, 1) * 32767).astype("<i2").tobytes())


if __name__ == "__main__":
    main()
