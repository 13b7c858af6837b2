"""How a recording is cut for batches, and what is not taken as it comes."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from faster_whisper import decode_audio
from faster_whisper.transcribe import Word, get_compression_ratio

from fastervox_worker import plausibility
from fastervox_worker.batches import MOST_RATIO, PAUSES, Batches, at_once, fits, sentences
from fastervox_worker.model import Whisper, load_model
from fastervox_worker.plausibility import Facts, obstacle
from fastervox_worker.requests import Load, TranscribeFile
from fastervox_worker.speech import Speech, find_speech
from tests.media import joined_clips, required
from tests.word_errors import word_errors, words

REQUEST = TranscribeFile("a.wav", language="en", beam_size=1, batched=True)
GB = 1 << 30


@pytest.mark.parametrize(
    ("asked", "seconds", "fitting"),
    [
        (REQUEST, 120, True),
        (REQUEST, 119, False),
        (replace(REQUEST, start_seconds=30), 140, False),
        (replace(REQUEST, batched=False), 600, False),
        (replace(REQUEST, word_timestamps=True), 600, True),
        (replace(REQUEST, vad_filter=False), 600, False),
    ],
)
def test_batches_are_for_long_recordings_cut_at_pauses(asked: TranscribeFile, seconds: float, *, fitting: bool) -> None:
    assert fits(asked, seconds) is fitting


@pytest.mark.parametrize(
    ("device", "model", "available", "pieces"),
    [
        ("cpu", 0.15 * GB, 16 * GB, 4),
        ("cpu", 3 * GB, 16 * GB, 3),
        ("cpu", 3 * GB, 2 * GB, 1),
        ("cpu", 3 * GB, 0, 4),
        ("cuda", 3 * GB, 1 * GB, 8),
    ],
)
def test_a_batch_fits_into_the_memory(device: str, model: float, available: float, pieces: int) -> None:
    assert at_once(device, int(model), int(available)) == pieces


@pytest.fixture(scope="module")
def whisper() -> Whisper:
    """Load the model as the worker does."""
    return load_model(Load(str(required("FASTERVOX_TEST_MODEL")), "cpu", "int8"), lambda: None)[0]


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Speech:
    """Give more than a minute."""
    path = joined_clips(tmp_path_factory.mktemp("batches") / "speech.wav", 62)
    return find_speech(decode_audio(str(path)), vad_filter=True, pauses=PAUSES)


@pytest.fixture(scope="module")
def undisturbed(whisper: Whisper, speech: Speech) -> list[tuple[str, float]]:
    """Give what is heard three pieces at a time."""
    return heard(Batches(whisper, REQUEST, speech, 3))


def heard(batches: Batches) -> list[tuple[str, float]]:
    return [(segment.text, segment.start) for segment in batches.segments()]


class Troubled:
    """CTranslate2's model, whose results for a batch go through `spoil`."""

    def __init__(self, model: Any, spoil: Callable[[list[Any]], list[Any]]) -> None:
        self._model = model
        self._spoil = spoil

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def generate(self, encoded: Any, prompts: list[list[int]], **options: Any) -> Any:
        found = self._model.generate(encoded, prompts, **options)
        return self._spoil(found) if len(prompts) > 1 else found


def full(_: list[Any]) -> list[Any]:
    raise RuntimeError("CUDA failed with error out of memory")


def spoiled(found: list[Any]) -> list[Any]:
    """Make a loop of the first, hardly any text of the second, and leave the end of the third out."""
    tokens = [list(result.sequences_ids[0]) for result in found]
    changed = [tokens[0][:5] * 30, tokens[1][:2], tokens[2][: len(tokens[2]) // 2], *tokens[3:]]
    return [
        SimpleNamespace(sequences_ids=[new], scores=result.scores, no_speech_prob=0.0)
        for result, new in zip(found, changed, strict=True)
    ]


@pytest.mark.model
def test_without_memory_fewer_pieces_are_decoded_at_a_time_and_the_text_is_the_same(
    whisper: Whisper, speech: Speech, undisturbed: list[tuple[str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whisper, "model", Troubled(whisper.model, full))
    assert heard(Batches(whisper, REQUEST, speech, 3)) == undisturbed


@pytest.mark.model
def test_a_piece_that_looks_wrong_is_decoded_again(
    whisper: Whisper, speech: Speech, undisturbed: list[tuple[str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """faster-whisper's own pipeline takes it as it comes."""
    monkeypatch.setattr(whisper, "model", Troubled(whisper.model, spoiled))
    found, expected = (words_of(segments) for segments in (heard(Batches(whisper, REQUEST, speech, 3)), undisturbed))
    assert word_errors(expected, found) <= len(expected) * 0.1, (expected, found)


def words_of(segments: list[tuple[str, float]]) -> list[str]:
    return words("".join(text for text, _ in segments))


def spoken(text: str) -> list[Word]:
    """Time words of a second each; | is a pause of two seconds, / one of 0.2."""
    timed: list[Word] = []
    at = 0.0
    for word in text.split():
        if word in "|/":
            at += 2 if word == "|" else 0.2
        else:
            timed.append(Word(at, at + 1, f" {word}", 1))
            at += 1
    return timed


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("And. / Mr. Dashwood. / He did", [" And.", " Mr. Dashwood.", " He did"]),
        ("One two | three", [" One two", " three"]),
        ("1 2 3 4 5 6, 7 8", [" 1 2 3 4 5 6,", " 7 8"]),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13", [" 1 2 3 4 5 6 7 8 9 10 11 12", " 13"]),
        ("", []),
    ],
)
def test_segments_are_sentences_or_parts_of_long_ones(text: str, cut: list[str]) -> None:
    assert ["".join(word.word for word in sentence) for sentence in sentences(spoken(text))] == cut


AGE = (
    "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it "
    "was the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of "
    "Darkness, it was the spring of hope, it was the winter of despair, we had everything before us, we had nothing "
    "before us. There were a king with a large jaw and a queen with a plain face, on the throne of England."
)


@pytest.mark.parametrize(
    ("text", "found"),
    [(AGE, None), ("It is what I said, and I will say it in other words. " * 3, "compression ratio")],
)
def test_half_a_minute_may_repeat_itself_as_books_do_but_not_as_a_loop_does(text: str, found: str | None) -> None:
    ratio = get_compression_ratio(text)
    facts = Facts(seconds=28.8, ratio=ratio, logprob=-0.1, tokens=100, prompt=None, most_ratio=MOST_RATIO)
    assert (ratio > plausibility.MOST_RATIO, obstacle(text, facts)) == (True, found)
