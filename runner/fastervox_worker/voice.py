"""Hears frame by frame whether somebody speaks."""

import numpy as np
from faster_whisper.vad import get_vad_model

from fastervox_worker.commit_policy import FRAME_SAMPLES, SPEECH_ENDS
from fastervox_worker.recording import Samples

_CONTEXT_SAMPLES = 64
_STATE = (1, 1, 128)
_MOST_FRAMES_BEFORE = 100
"""A detector that has heard nothing yet misses the first sounds; after three seconds it knows what it will know."""


class VoiceDetector:
    """Silero's detector as faster-whisper ships it, with its state kept from frame to frame."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._session = get_vad_model().session
        self._state = np.zeros(_STATE, np.float32)
        self._cell = np.zeros(_STATE, np.float32)
        self._input = np.zeros((1, _CONTEXT_SAMPLES + FRAME_SAMPLES), np.float32)

    def probability(self, frame: Samples) -> float:
        """Give the probability that a frame, the one after the last, is speech."""
        self._input[0, :_CONTEXT_SAMPLES] = self._input[0, -_CONTEXT_SAMPLES:]
        self._input[0, _CONTEXT_SAMPLES:] = frame
        inputs = {"input": self._input, "h": self._state, "c": self._cell}
        output, self._state, self._cell = self._session.run(None, inputs)
        return float(output.item())


def voiced_frames(samples: Samples, start: int, end: int) -> int:
    """Count the whole frames between two samples in which somebody may speak, having heard what lies before them."""
    voice = VoiceDetector()
    before = min(start // FRAME_SAMPLES, _MOST_FRAMES_BEFORE)
    stretch = samples[start - before * FRAME_SAMPLES : end]
    whole = stretch[: len(stretch) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    return sum(probability >= SPEECH_ENDS for probability in list(map(voice.probability, whole))[before:])
