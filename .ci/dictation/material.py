# ruff: noqa: INP001  # a script, not a module
"""Makes the recordings of `fvox bench dictation`: public-domain text read by flite's voices, with pauses and noise.

    dev-python .ci/dictation/material.py scoring FOLDER [LENGTH...]

The voices and texts of `development`, on which constants may be tuned, are others than those of `scoring`. Each
ends 500 ms behind the last voiced frame. Everything is seeded: the same call makes the same files. Needs flite.
"""

import json
import random
import re
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np

RATE = 16000
VOICES = {"scoring": ("slt", "rms", "awb", "kal16"), "development": ("kal", "slt")}
RECORDINGS_BY_LENGTH = 20
SENTENCE_PAUSES = (0.35, 1.3)
CLAUSE_PAUSES = (0.12, 0.4)
NOISE_BELOW_SPEECH = (35, 20)
"""Two levels, in dB below the loudness of the speech."""
END_SILENCE = 0.5
VOICED = 0.02
"""Of full scale; below it, flite's voices are silent."""


def main() -> None:
    """Make the recordings of one part."""
    part, folder = sys.argv[1], Path(sys.argv[2])
    lengths = [int(length) for length in sys.argv[3:]] or [3, 10, 20, 60, 120]
    folder.mkdir(parents=True, exist_ok=True)
    lines = (Path(__file__).parent / f"{part}.txt").read_text("utf-8").splitlines()
    sentences = [line for line in lines if not line.startswith("#")]
    recordings = []
    for length in lengths:
        for number in range(RECORDINGS_BY_LENGTH):
            chance = random.Random(f"{part} {length} {number}")  # noqa: S311  # not for secrets
            voice = VOICES[part][number % len(VOICES[part])]
            noise = NOISE_BELOW_SPEECH[number // len(VOICES[part]) % 2]
            audio, text = read(sentences, voice, length, chance)
            name = f"{length:03d}-{number:02d}-{voice}-{noise}dB.wav"
            write(folder / name, with_noise(audio, noise, number))
            recordings.append({"file": name, "length": length, "voice": voice, "noise": noise, "text": text})
    (folder / "recordings.json").write_text(json.dumps(recordings, indent=1) + "\n", "utf-8")


def read(sentences: list[str], voice: str, length: int, chance: random.Random) -> tuple[np.ndarray, str]:
    """Read from somewhere on until it is long enough, clause by clause; no sentence comes twice."""
    parts, texts, seconds = [np.zeros(round(0.3 * RATE))], [], 0.3
    start = chance.randrange(len(sentences))
    for sentence in sentences[start:] + sentences[:start]:
        for clause in re.findall(r"[^,.?]+[,.?]*", sentence):
            sound = trimmed(spoken(clause.strip(), voice))
            if seconds + len(sound) / RATE > length and texts:
                return np.concatenate([*parts[:-1], np.zeros(round(END_SILENCE * RATE))]), " ".join(texts)
            pause = chance.uniform(*(CLAUSE_PAUSES if clause.endswith(",") else SENTENCE_PAUSES))
            parts += [sound, np.zeros(round(pause * RATE))]
            texts.append(clause.strip())
            seconds += len(sound) / RATE + pause
    raise SystemExit(f"the text is too short for {length} s")


def spoken(text: str, voice: str) -> np.ndarray:
    """Have flite read a text."""
    path = Path("/tmp") / f"clause-{voice}.wav"  # noqa: S108  # one call at a time
    subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)  # noqa: S603, S607
    with wave.open(str(path)) as file:
        rate = file.getframerate()
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    path.unlink()
    if rate != RATE:
        places = np.arange(round(len(sound) * RATE / rate)) * rate / RATE
        sound = np.interp(places, np.arange(len(sound)), sound)
    return sound


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
