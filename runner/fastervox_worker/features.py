"""The log-Mel spectrogram of faster-whisper, computed a minute at a time.

Upstream computes all of a file in one go: for three hours that takes more than 5 GB and cannot be cancelled.
"""

import numpy as np
import numpy.typing as npt
from faster_whisper.feature_extractor import FeatureExtractor

from fastervox_worker.cancellation import Check

_FRAMES_AT_ONCE = 6000


class GradualFeatureExtractor(FeatureExtractor):  # type: ignore[misc]  # the library has no types
    """Gives the same features as its parent."""

    def __init__(self, check: Check, **settings: int) -> None:
        """Take the parent's settings and a check that is run for every minute of audio."""
        super().__init__(**settings)
        self._check = check

    def __call__(
        self, waveform: npt.NDArray[np.float32], padding: int = 160, chunk_length: int | None = None
    ) -> npt.NDArray[np.float32]:
        """Compute the features of a waveform; the length of a window is fixed here, unlike in the parent."""
        if chunk_length is not None:
            raise ValueError("chunk_length is not supported")
        edge = self.n_fft // 2
        padded = np.pad(np.pad(waveform, (0, padding)), edge, mode="reflect")
        window = np.hanning(self.n_fft + 1)[:-1].astype(np.float32)
        count = (len(waveform) + padding) // self.hop_length
        features = np.empty((len(self.mel_filters), count), np.float32)
        for first in range(0, count, _FRAMES_AT_ONCE):
            self._check()
            last = min(first + _FRAMES_AT_ONCE, count)
            part = padded[first * self.hop_length : (last - 1) * self.hop_length + self.n_fft]
            spectrum = self.stft(part, self.n_fft, self.hop_length, window=window, center=False, return_complex=True)
            magnitudes = np.abs(spectrum.astype(np.complex64)) ** 2
            features[:, first:last] = np.log10(np.clip(self.mel_filters @ magnitudes, 1e-10, None))
        np.maximum(features, features.max() - 8.0, out=features)
        features += 4.0
        features /= 4.0
        return features
