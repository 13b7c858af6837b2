"""A long recording is decoded section after section, and nobody can see where one ends."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from fastervox_worker import sections
from fastervox_worker.batches import PAUSES, Batches
from fastervox_worker.model import Whisper, load_model
from fastervox_worker.recording import SAMPLE_RATE, Samples, read_recording
from fastervox_worker.requests import Load, TranscribeFile
from fastervox_worker.sections import Sections, _sections
from fastervox_worker.speech import find_speech
from tests.media import joined_clips, required
from tests.word_errors import word_errors, words

pytestmark = pytest.mark.model
REQUEST = TranscribeFile("a.wav", language="en", beam_size=1, batched=True)
SECTION = 25


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """Give more than a minute: three sections."""
    path = joined_clips(tmp_path_factory.mktemp("sections") / "speech.wav", 62)
    return read_recording(str(path), None, lambda: None).samples


@pytest.fixture(scope="module")
def whisper() -> Whisper:
    """Load the model as the worker does."""
    return load_model(Load(str(required("FASTERVOX_TEST_MODEL")), "cpu", "int8"), lambda: None)[0]


@pytest.fixture(autouse=True)
def short_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make them short."""
    monkeypatch.setattr(sections, "SECTION_SECONDS", SECTION)


def test_every_stretch_of_speech_lies_whole_in_one_section(samples: Samples) -> None:
    found = list(_sections(samples, 0))

    begins = [begin for begin, _ in found]
    assert (begins[0], len(begins)) == (0, 4)
    for (begin, speech), following in pairwise([*found, (len(samples), None)]):
        assert speech is not None
        assert speech.chunks
        assert begin + speech.chunks[-1]["end"] <= following[0]
        assert len(speech.samples) == sum(chunk["end"] - chunk["start"] for chunk in speech.chunks)
    heard = sum(speech.seconds for _, speech in found)
    assert heard == pytest.approx(find_speech(samples, vad_filter=True, pauses=PAUSES).seconds, abs=1)


def test_a_silence_longer_than_a_section_is_passed_over(samples: Samples) -> None:
    silence = samples[: SAMPLE_RATE * 2 * SECTION] * 0
    late = list(_sections(np.concatenate([silence, samples[: SAMPLE_RATE * 10]]), 0))
    assert [bool(len(speech.samples)) for _, speech in late] == [False, False, True]


def test_the_text_is_that_of_one_section(whisper: Whisper, samples: Samples) -> None:
    batches = Batches(whisper, REQUEST, find_speech(samples, vad_filter=True, pauses=PAUSES), 4)
    whole = words("".join(segment.text for segment in batches.segments()))
    cut = Sections(whisper, replace(REQUEST, language=None), samples, 4)

    found = [(segment.start + cut.origin, segment.text) for segment in cut.segments()]

    assert (cut.language, cut.certainty > 0.5, cut.origin > SECTION) == ("en", True, True)
    assert [start for start, _ in found] == sorted(start for start, _ in found)
    assert word_errors(whole, words("".join(text for _, text in found))) <= len(whole) * 0.05


def test_a_run_goes_on_in_any_section_and_finds_the_same(whisper: Whisper, samples: Samples) -> None:
    undisturbed = Sections(whisper, REQUEST, samples, 2)
    found, places = [], []
    for segment in undisturbed.segments():
        found.append((segment.start + undisturbed.origin, segment.text))
        if (place := undisturbed.checkpoint()) is not None:
            places.append((len(found), place))
    assert len({place.section for _, place in places}) == 4

    for count, place in places[::4]:
        rest = Sections(whisper, replace(REQUEST, resume=place), samples, 2)
        again = [(segment.start + rest.origin, segment.text) for segment in rest.segments()]
        assert (again, rest.speech_seconds) == (found[count:], undisturbed.speech_seconds)
