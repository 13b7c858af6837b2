"""The spectrogram equals that of faster-whisper and can be cancelled."""

import numpy as np
import pytest
from faster_whisper.feature_extractor import FeatureExtractor

from fastervox_worker.errors import ErrorCode, WorkerError
from fastervox_worker.features import GradualFeatureExtractor


@pytest.mark.parametrize("mels", [80, 128])
@pytest.mark.parametrize("samples", [1, 159, 160, 16000, 960_000, 960_001, 1_000_003])
def test_features_are_those_of_faster_whisper(mels: int, samples: int) -> None:
    noise = np.random.default_rng(7).normal(0, 0.1, samples).astype(np.float32)
    ours = GradualFeatureExtractor(lambda: None, feature_size=mels)(noise)
    upstream = FeatureExtractor(feature_size=mels)(noise)
    assert (ours.shape, ours.dtype) == (upstream.shape, upstream.dtype)
    np.testing.assert_allclose(ours, upstream, atol=1e-5)


def test_each_minute_is_a_chance_to_cancel() -> None:
    minutes = 0

    def check() -> None:
        nonlocal minutes
        minutes += 1
        if minutes == 2:
            raise WorkerError(ErrorCode.CANCELLED, "cancelled on request")

    with pytest.raises(WorkerError, match="cancelled"):
        GradualFeatureExtractor(check)(np.zeros(5 * 960_000, np.float32))
    assert minutes == 2
