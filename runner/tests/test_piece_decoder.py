"""A piece of a stream is not believed when it says what its prompt said. The model is played."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from fastervox_worker.piece_decoder import Context, PieceDecoder


@dataclass
class PlayedSegment:
    text: str
    compression_ratio: float = 1.0
    avg_logprob: float = -0.2
    no_speech_prob: float = 0.0


@dataclass
class PlayedInfo:
    language: str = "en"
    language_probability: float = 1.0


class PlayedWhisper:
    """Says one thing with a prompt, another one without."""

    def __init__(self, with_prompt: str, without: str) -> None:
        self.texts = {True: with_prompt, False: without}
        self.asked: list[tuple[str | None, str | None]] = []

    def transcribe(self, _samples: object, **options: Any) -> tuple[list[PlayedSegment], PlayedInfo]:
        self.asked.append((options["initial_prompt"], options["hotwords"]))
        return [PlayedSegment(self.texts[options["initial_prompt"] is not None])], PlayedInfo()


def heard(whisper: PlayedWhisper, prompt: str | None) -> tuple[str, str | None]:
    decoder = PieceDecoder(whisper, short_windows=False)  # type: ignore[arg-type]
    found = decoder.decode(np.zeros(16000, np.float32), Context("en", prompt, "Norland"), lambda: None)
    return found.text, found.rerun


def test_an_echo_of_the_prompt_is_decoded_again_without_it() -> None:
    whisper = PlayedWhisper(" He went home.", " And then?")

    assert heard(whisper, "It was late. He went home.") == (" And then?", "prompt")
    assert whisper.asked == [("It was late. He went home.", "Norland"), (None, "Norland")]


def test_who_says_the_same_again_is_believed() -> None:
    whisper = PlayedWhisper(" He went home.", " He went home.")

    assert heard(whisper, "It was late. He went home.") == (" He went home.", "prompt")


def test_other_words_are_decoded_once() -> None:
    whisper = PlayedWhisper(" And then?", "")

    assert heard(whisper, "It was late. He went home.") == (" And then?", None)
    assert len(whisper.asked) == 1
