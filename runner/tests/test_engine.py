"""The engine hears what faster-whisper hears."""

import wave
from pathlib import Path

import pytest
from faster_whisper import WhisperModel

from fastervox_worker.engine import Engine
from fastervox_worker.events import Progress, SegmentCommitted, Transcribed
from fastervox_worker.piece_decoder import Context
from fastervox_worker.recording import read_recording
from fastervox_worker.requests import Load, StreamOpen, TranscribeFile
from fastervox_worker.speech import find_speech
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


@pytest.mark.model
def test_a_dictation_is_decoded_as_the_whole_of_a_stream_is(spaced_clips: Path, engine: Engine) -> None:
    request = TranscribeFile(str(spaced_clips), language="en", beam_size=1, dictation=True)
    *events, result = engine.transcribe(request)
    samples = read_recording(str(spaced_clips), None, lambda: None).samples
    whole = engine.decoder(StreamOpen()).decode_whole(find_speech(samples, vad_filter=True), Context("en", None, None))

    assert "".join(event.segment.text for event in events if isinstance(event, SegmentCommitted)) == whole.text
    assert [event.checkpoint for event in events if isinstance(event, Progress)] == [None] * (len(whole.segments) + 1)
    assert isinstance(result, Transcribed)
    assert (result.language, result.segments) == ("en", len(whole.segments))
