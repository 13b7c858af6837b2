"""The model encodes what it hears once, though it is asked for the language and for the text. The encoder is played."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from faster_whisper import WhisperModel
from faster_whisper.audio import pad_or_trim

from fastervox_worker.model import Whisper, _Encoding

FRAMES = 3000


class Encoder:
    """In the place of faster-whisper's."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.encoded = 0
        monkeypatch.setattr(WhisperModel, "encode", self.encode)
        monkeypatch.setattr(WhisperModel, "detect_language", self.detect_language)
        made: Any = Whisper.__new__(Whisper)
        made._encoding = _Encoding()  # noqa: SLF001  # what its constructor makes of a model
        made.feature_extractor = SimpleNamespace(nb_max_frames=FRAMES)
        self.whisper = made

    def encode(self, _features: Any) -> int:
        self.encoded += 1
        return self.encoded

    def detect_language(self, _audio: Any, features: Any) -> int:
        return int(self.whisper.encode(pad_or_trim(features[..., :FRAMES])))


@pytest.mark.parametrize("frames", [2, 500, 2999, 3000, 3001, 9000])
def test_the_text_is_decoded_from_what_the_language_was_found_in(monkeypatch: pytest.MonkeyPatch, frames: int) -> None:
    encoder = Encoder(monkeypatch)
    features = np.random.default_rng(1).random((80, frames), np.float32)
    window = pad_or_trim(features[:, : min(FRAMES, frames - 1)])  # as faster-whisper decodes it

    found = encoder.whisper.detect_language(features=features)

    assert (encoder.whisper.encode(window), encoder.whisper.encode(window)) == (found, found + 1)


def test_other_sound_is_encoded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = Encoder(monkeypatch)
    features = np.zeros((80, 501), np.float32)

    found = encoder.whisper.detect_language(features=features)

    assert encoder.whisper.encode(pad_or_trim(features[:, :500] + 1)) == found + 1


def test_a_single_frame_is_not_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Encoder(monkeypatch).whisper.detect_language(features=np.zeros((80, 1), np.float32)) == 1
