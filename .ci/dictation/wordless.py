# ruff: noqa: INP001  # a script, not a module
"""Makes recordings in which nobody speaks, ten minutes each, for `fvox bench dictation`: silence, fan, keyboard, music.

    dev-python .ci/dictation/wordless.py FOLDER

They are synthetic and seeded: the same call makes the same files.
"""

import sys
from pathlib import Path

import numpy as np
from material import RATE, write

SECONDS = 600
SAMPLES = SECONDS * RATE
THINKS = 0.07
"""How often who types makes a pause."""


def main() -> None:
    """Make all four."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(8)
    for make in (silence, fan, keyboard, music):
        write(folder / f"{make.__name__}.wav", make(chance))


def silence(chance: np.random.Generator) -> np.ndarray:
    """Give what a microphone hears in a quiet room: its own noise, 70 dB below full scale."""
    return chance.normal(0, 0.0003, SAMPLES)


def fan(chance: np.random.Generator) -> np.ndarray:
    """Give air, and the hum of the blades."""
    time = np.arange(SAMPLES) / RATE
    spectrum = np.fft.rfft(chance.normal(0, 1, SAMPLES))
    frequencies = np.fft.rfftfreq(SAMPLES, 1 / RATE)
    air = np.fft.irfft(spectrum / np.sqrt(1 + (frequencies / 300) ** 2), SAMPLES)
    swell = 1 + 0.3 * np.sin(2 * np.pi * 0.4 * time)
    hum = 0.01 * np.sin(2 * np.pi * 120 * time) + 0.006 * np.sin(2 * np.pi * 240 * time) * swell
    return 0.03 * air / air.std() + hum


def keyboard(chance: np.random.Generator) -> np.ndarray:
    """Give the clicks of somebody who types, with pauses to think."""
    sound, at = silence(chance), 0
    while True:
        thinks = chance.random() < THINKS
        at += round(RATE * (chance.uniform(0.8, 4) if thinks else chance.uniform(0.08, 0.25)))
        length = int(chance.integers(400, 1200))
        if at + length > SAMPLES:
            return sound
        fading = np.exp(-np.arange(length) / chance.uniform(40, 160))
        sound[at : at + length] += chance.uniform(0.05, 0.3) * chance.normal(0, 1, length) * fading


def music(chance: np.random.Generator) -> np.ndarray:
    """Give chords, a melody with overtones and vibrato, and a drum, at 100 beats a minute."""
    chords = ((220, 277.2, 329.6), (174.6, 220, 261.6), (196, 246.9, 293.7), (164.8, 207.7, 246.9))
    scale = (440, 493.9, 523.3, 587.3, 659.3, 698.5, 784)
    beat = RATE * 60 // 100
    time = np.arange(beat) / RATE
    vibrato = 0.5 * np.sin(2 * np.pi * 5 * time)
    sound = np.zeros(SAMPLES)
    for number in range(SAMPLES // beat):
        played = 0.08 * chance.normal(0, 1, beat) * np.exp(-40 * time)
        for tone in chords[number // 4 % len(chords)]:
            for overtone in range(1, 5):
                played += 0.03 / overtone * np.sin(2 * np.pi * tone * overtone * time) * np.exp(-1.5 * time)
        tone = chance.choice(scale)
        for overtone in range(1, 7):
            played += 0.06 / overtone * np.sin(2 * np.pi * tone * overtone * time + vibrato) * np.exp(-3 * time)
        sound[number * beat : (number + 1) * beat] = played
    return sound


if __name__ == "__main__":
    main()
