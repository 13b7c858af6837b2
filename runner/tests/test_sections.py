"""A long recording is decoded section after section, and nobody can see where one ends."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from fastervox_worker import batches, sections
from fastervox_worker.batches import PAUSES, Batches
from fastervox_worker.engine import Engine
from fastervox_worker.events import Checkpoint, Progress, Segment, SegmentCommitted, Transcribed
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
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give more than a minute: four sections."""
    return joined_clips(tmp_path_factory.mktemp("sections") / "speech.wav", 62)


@pytest.fixture(scope="module")
def samples(path: Path) -> Samples:
    """Give its sound."""
    return read_recording(str(path), None, lambda: None).samples


@pytest.fixture(scope="module")
def whisper() -> Whisper:
    """Load the model as the worker does."""
    return load_model(Load(str(required("FASTERVOX_TEST_MODEL")), "cpu", "int8"), lambda: None)[0]


@pytest.fixture(autouse=True)
def short_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make them short."""
    monkeypatch.setattr(sections, "FIRST_SECTION_SECONDS", SECTION)
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
    assert heard == pytest.approx(find_speech(samples, vad_filter=True, pauses=PAUSES).seconds, abs=0.3)


def test_a_silence_longer_than_a_section_is_passed_over(samples: Samples) -> None:
    silence = samples[: SAMPLE_RATE * 2 * SECTION] * 0
    late = list(_sections(np.concatenate([silence, samples[: SAMPLE_RATE * 10]]), 0))
    assert [bool(len(speech.samples)) for _, speech in late] == [False, False, True]


def test_the_text_is_that_of_one_section(whisper: Whisper, samples: Samples) -> None:
    at_once = Batches(whisper, REQUEST, find_speech(samples, vad_filter=True, pauses=PAUSES), 4)
    whole = words("".join(segment.text for segment in at_once.segments()))
    cut = Sections(whisper, replace(REQUEST, language=None), samples, 4)

    found = [(segment.start + cut.origin, segment.text) for segment in cut.segments()]

    assert (cut.language, cut.certainty > 0.5, cut.origin > SECTION) == ("en", True, True)
    assert [start for start, _ in found] == sorted(start for start, _ in found)
    assert word_errors(whole, words("".join(text for _, text in found))) <= len(whole) * 0.05


def test_a_cough_before_the_speech_is_no_language(whisper: Whisper, samples: Samples) -> None:
    cough = samples[SAMPLE_RATE * 3 : SAMPLE_RATE * 4]
    silence = np.zeros(SAMPLE_RATE * SECTION, np.float32)
    late = np.concatenate([cough, silence, samples[: SAMPLE_RATE * 40]])
    heard: list[float] = []

    def hear(audio: Samples) -> tuple[str, float, None]:
        heard.append(len(audio) / SAMPLE_RATE)
        return "en", 0.9, None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whisper, "detect_language", hear)
        found = Sections(whisper, replace(REQUEST, language=None), late, 4)

    assert (found.language, found.certainty, len(heard), heard[0] > 30) == ("en", 0.9, 1, True)
    assert found.origin < 1


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Load the model."""
    loaded = Engine()
    loaded.load(Load(str(required("FASTERVOX_TEST_MODEL")), "cpu", "int8"))
    return loaded


def test_a_run_goes_on_in_any_section_and_finds_the_same(
    engine: Engine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "SHORTEST_RECORDING_SECONDS", 1)
    request = replace(REQUEST, path=str(path))
    segments, places, speech = run(engine, request)
    starts = [segment.start for segment in segments]
    assert starts == sorted(starts)
    assert starts[-1] > 60
    assert len({place.section for _, place in places}) == 4

    for count, place in places[1::4]:
        rest, _, speech_again = run(engine, replace(request, resume=place))
        assert (rest, speech_again) == (segments[count:], speech)


def run(engine: Engine, request: TranscribeFile) -> tuple[list[Segment], list[tuple[int, Checkpoint]], float]:
    """Give the segments without their numbers, each checkpoint with the count of segments before it, and the speech."""
    segments: list[Segment] = []
    places: list[tuple[int, Checkpoint]] = []
    speech = 0.0
    for event in engine.transcribe(request):
        if isinstance(event, SegmentCommitted):
            segments.append(replace(event.segment, id=0))
        elif isinstance(event, Progress) and event.checkpoint is not None:
            places.append((len(segments), event.checkpoint))
        elif isinstance(event, Transcribed):
            speech = event.duration_after_vad
    return segments, places, speech
