# ruff: noqa: INP001  # a script, not a module
"""Makes the recordings of `fvox bench files`: real clips and public-domain text, with pauses and noise; nothing twice.

    dev-python .ci/dictation/reading.py FOLDER [MINUTES] [--long]

reading.wav, about as long as MINUTES (21), with its text in reading.json; part.wav, its first three minutes; with
--long also long.wav, three hours of repetition. The clips are those of pocketsphinx-testdata, the reader is espeak-ng
(synthetic). Everything is seeded: the same call makes the same files.
"""

import argparse
import json
import random
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from material import RATE, SENTENCE_PAUSES, real_clips, sound_of, trimmed, with_noise, write

TEXTS = ("scoring.txt", "development.txt", "reading.txt")
VOICES = ("en-us", "en-gb", "en-us+f2", "en-gb+m3")
WORDS_A_MINUTE = 135
NOISE = 35
SENTENCES_OF_A_VOICE = 12
PART_SECONDS = 180
LONG_SECONDS = 3 * 3600


def main() -> None:
    """Make the recordings."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("minutes", type=float, nargs="?", default=21)
    parser.add_argument("--long", action="store_true")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    audio, text = joined(wanted.minutes * 60)
    write(wanted.folder / "reading.wav", audio)
    write(wanted.folder / "part.wav", audio[: PART_SECONDS * RATE])
    if wanted.long:
        write(wanted.folder / "long.wav", np.resize(audio, LONG_SECONDS * RATE))
    told = {"seconds": len(audio) / RATE, "text": text}
    (wanted.folder / "reading.json").write_text(json.dumps(told) + "\n", "utf-8")
    print(f"{len(audio) / RATE / 60:.1f} minutes, {len(text.split())} words")  # noqa: T201  # its answer


def joined(seconds: float) -> tuple[np.ndarray, str]:
    """Give sound and text: a real clip after every few sentences, until there is enough or nothing is left."""
    chance = random.Random("files")  # noqa: S311  # not for secrets
    clips = real_clips("librivox", "transcription") + real_clips("cards", "cards.transcription")
    parts: list[np.ndarray] = [np.zeros(RATE // 2)]
    texts: list[str] = []
    for number, sentence in enumerate(sentences()):
        said = [(spoken(sentence, VOICES[number // SENTENCES_OF_A_VOICE % len(VOICES)]), sentence)]
        if number % SENTENCES_OF_A_VOICE == 0 and clips:
            said.append(clips.pop(0))
        for sound, text in said:
            parts += [trimmed(sound), np.zeros(round(chance.uniform(*SENTENCE_PAUSES) * RATE))]
            texts.append(text)
        if sum(map(len, parts)) >= seconds * RATE:
            break
    return with_noise(np.concatenate(parts), NOISE, 1), " ".join(texts)


def sentences() -> list[str]:
    """All lines of the texts."""
    lines = [line for text in TEXTS for line in (Path(__file__).parent / text).read_text("utf-8").splitlines()]
    return [line for line in lines if not line.startswith("#")]


def spoken(text: str, voice: str) -> np.ndarray:
    """Have espeak-ng read a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sentence.wav"
        command = ["espeak-ng", "-v", voice, "-s", str(WORDS_A_MINUTE), "-w", str(path), text]
        subprocess.run(command, check=True)  # noqa: S603
        return sound_of(path)


if __name__ == "__main__":
    main()
