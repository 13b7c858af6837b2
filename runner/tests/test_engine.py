"""The engine hears what faster-whisper hears."""

import wave
from pathlib import Path

import pytest
from faster_whisper import WhisperModel

from fastervox_worker.engine import Engine
from fastervox_worker.events import SegmentCommitted
from fastervox_worker.requests import Load, TranscribeFile
from tests.media import clips, required


@pytest.fixture(scope="module")
def spaced_clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Join the recordings with four seconds of silence between them."""
    path = tmp_path_factory.mktemp("clips") / "spaced.wav"
    with wave.open(str(path), "wb") as joined:
        joined.setnchannels(1)
        joined.setsampwidth(2)
        joined.setframerate(16000)
        for clip in clips():
            with wave.open(str(clip)) as file:
                joined.writeframes(file.readframes(file.getnframes()) + bytes(2 * 16000 * 4))
    return path


@pytest.fixture(scope="module")
def plain() -> WhisperModel:
    """Load the model as faster-whisper does."""
    return WhisperModel(str(required("FASTERVOX_TEST_MODEL")), device="cpu", compute_type="int8")


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Load the model as the worker does."""
    engine = Engine()
    engine.load(Load(str(required("FASTERVOX_TEST_MODEL")), "cpu", "int8"))
    return engine


@pytest.mark.model
@pytest.mark.parametrize("word_timestamps", [True, False])
@pytest.mark.parametrize("vad_filter", [True, False])
def test_segments_are_those_of_faster_whisper(
    spaced_clips: Path, plain: WhisperModel, engine: Engine, *, vad_filter: bool, word_timestamps: bool
) -> None:
    heard, _ = plain.transcribe(
        str(spaced_clips), language="en", beam_size=2, vad_filter=vad_filter, word_timestamps=word_timestamps
    )
    expected = [(round(float(s.start), 3), s.text, None if s.words is None else len(s.words)) for s in heard]
    request = TranscribeFile(
        str(spaced_clips), language="en", beam_size=2, vad_filter=vad_filter, word_timestamps=word_timestamps
    )
    committed = [event.segment for event in engine.transcribe(request) if isinstance(event, SegmentCommitted)]
    assert [(s.start, s.text, None if s.words is None else len(s.words)) for s in committed] == expected
    assert len(expected) >= len(clips())
