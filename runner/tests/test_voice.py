"""The detector frame by frame is that of faster-whisper over the whole."""

import numpy as np
import pytest
from faster_whisper.vad import get_vad_model

from fastervox_worker import voice
from fastervox_worker.commit_policy import FRAME_SAMPLES
from fastervox_worker.recording import Samples
from fastervox_worker.voice import VoiceDetector, voiced_frames


def test_frame_by_frame_the_detector_says_what_it_says_of_the_whole() -> None:
    random = np.random.default_rng(3)
    loudness = np.repeat(random.uniform(0, 0.5, 50), FRAME_SAMPLES)
    tones = np.sin(np.arange(50 * FRAME_SAMPLES) * 0.06) + random.normal(0, 0.3, 50 * FRAME_SAMPLES)
    samples = (loudness * tones).astype(np.float32)
    whole = get_vad_model()(samples.copy()).reshape(-1)
    detector = VoiceDetector()
    single = [detector.probability(frame) for frame in samples.reshape(-1, FRAME_SAMPLES)]
    # faster-whisper zeroes the end of the very last frame (a context that is a view of the audio).
    assert np.allclose(whole[:-1], single[:-1], atol=1e-4)


def test_frames_are_counted_by_a_detector_that_has_heard_what_lies_before(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[float] = []

    class Listener:
        def probability(self, frame: Samples) -> float:
            heard.append(float(frame[0]))
            return 0.9

    monkeypatch.setattr(voice, "VoiceDetector", Listener)
    samples = np.repeat(np.arange(200, dtype=np.float32), FRAME_SAMPLES)

    assert voiced_frames(samples, 2 * FRAME_SAMPLES, 5 * FRAME_SAMPLES) == 3
    assert voiced_frames(samples, 150 * FRAME_SAMPLES, 300 * FRAME_SAMPLES) == 50
    assert heard == [*range(5), *range(50, 200)]
