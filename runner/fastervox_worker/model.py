"""The loaded Whisper model."""

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.vad import get_vad_model

from fastervox_worker.cancellation import Check, Checked
from fastervox_worker.cublas import preload_cublas
from fastervox_worker.devices import require_device
from fastervox_worker.errors import ErrorCode, WorkerError, damaged_environment, native_failure
from fastervox_worker.events import Loaded
from fastervox_worker.features import GradualFeatureExtractor
from fastervox_worker.requests import Load

_log = logging.getLogger(__name__)

_NEEDED_FILES = ("config.json", "tokenizer.json")
"""Without its tokenizer faster-whisper would ask a network for one."""


class _Encoding(threading.local):
    """What the encoder does for this thread."""

    frames: int | None = None
    """How many it gets; None: Whisper's 3000, that is 30 s."""
    finds_language: bool = False
    known: tuple[Any, Any] | None = None
    """What it was given to find the language, and what it gave: the text is decoded from the same."""


class Whisper(WhisperModel):  # type: ignore[misc]  # the library has no types
    """faster-whisper's model with a check before each call into CTranslate2 and onnxruntime."""

    model: Any
    last_speech: float | None = None
    """When the last word ended before the window at which the next transcription goes on; else None."""

    def __init__(self, request: Load, check: Check) -> None:
        """Load the model folder of a request that has been looked through."""
        super().__init__(
            request.model_path,
            device=request.device,
            device_index=request.device_index,
            compute_type=request.compute_type,
            cpu_threads=request.cpu_threads,
            local_files_only=True,
        )
        self.model = Checked(self.model, check)
        self._encoding = _Encoding()
        self.feature_extractor = GradualFeatureExtractor(check, **self.feat_kwargs)
        vad = get_vad_model()
        vad.session = Checked(vad.session, check)

    @contextmanager
    def shortened(self, frames: int) -> Iterator[None]:
        """Encode windows of so many frames of 10 ms in this thread, instead of padding all to 30 s."""
        self._encoding.frames = frames + frames % 2  # the encoder halves them
        try:
            yield
        finally:
            self._encoding.frames = None

    def encode(self, features: Any) -> Any:
        """Encode what faster-whisper has padded, without the padding beyond the width; and that once."""
        own = self._encoding
        wanted = features if own.frames is None else features[..., : own.frames]
        known, own.known = own.known, None
        if known is not None and np.array_equal(known[0], wanted):
            return known[1]
        encoded = super().encode(wanted)
        if own.finds_language:
            own.known = (wanted, encoded)
        return encoded

    def detect_language(self, audio: Any = None, features: Any = None, **options: Any) -> Any:
        """Find the language in what the text is decoded from, to the frame: upstream takes one frame more."""
        if features is not None and 1 < features.shape[-1] <= self.feature_extractor.nb_max_frames:
            features = features[..., :-1]
        self._encoding.finds_language = True
        try:
            return super().detect_language(audio, features, **options)
        finally:
            self._encoding.finds_language = False

    def get_prompt(
        self,
        tokenizer: Tokenizer,
        previous_tokens: list[int],
        without_timestamps: bool = False,  # noqa: FBT001, FBT002  # upstream's signature
        prefix: str | None = None,
        hotwords: str | None = None,
    ) -> list[int]:
        """Make hotwords and previous text share the half of the context that is theirs.

        Upstream gives each of them that half, and the decoder then fails for want of a position.
        """
        if hotwords:
            room = self.max_length // 2 - 1 - len(tokenizer.encode(" " + hotwords.strip()))
            previous_tokens = previous_tokens[-room:] if room > 0 else []
        prompt: list[int] = super().get_prompt(tokenizer, previous_tokens, without_timestamps, prefix, hotwords)
        return prompt

    def add_word_timestamps(self, *args: Any, last_speech_timestamp: float, **options: Any) -> float:
        """Let the first window after an interruption know of the speech before it."""
        if self.last_speech is not None:
            last_speech_timestamp, self.last_speech = self.last_speech, None
        end: float = super().add_word_timestamps(*args, last_speech_timestamp=last_speech_timestamp, **options)
        return end

    def languages(self) -> tuple[str, ...]:
        """Give the codes of the languages that this model's tokenizer has."""
        known = (code for code in self.supported_languages if self.hf_tokenizer.token_to_id(f"<|{code}|>") is not None)
        return tuple(known) if self.model.is_multilingual else ("en",)


def load_model(request: Load, check: Check) -> tuple[Whisper, Loaded]:
    """Load a model folder onto a device."""
    started = time.monotonic()
    _require_files(Path(request.model_path))
    require_device(request.device, request.device_index, request.compute_type)
    if request.device == "cuda":
        for library in preload_cublas():
            _log.info("loaded %s", library.name)
    os.environ["HF_HUB_OFFLINE"] = "1"
    _require_voice_detection()
    try:
        whisper = Whisper(request, check)
    except Exception as error:  # CTranslate2 and tokenizers raise RuntimeError, ValueError and bare Exception
        failure = damaged_environment(error) or native_failure(error, ErrorCode.MODEL_INVALID)
        raise WorkerError(failure.code, failure.message.replace(request.model_path, "the folder")) from error
    seconds = round(time.monotonic() - started, 3)
    compute_type = str(whisper.model.compute_type)
    _log.info("model loaded in %.2f s on %s as %s", seconds, request.device, compute_type)
    return whisper, Loaded(
        load_seconds=seconds,
        device=request.device,
        compute_type=compute_type,
        multilingual=bool(whisper.model.is_multilingual),
        languages=whisper.languages(),
    )


def _require_voice_detection() -> None:
    """Load what is no part of the model, so that its failure is not taken for one of the model; it is kept loaded."""
    try:
        get_vad_model()
    except Exception as error:  # onnxruntime's exceptions have no common base
        raise native_failure(error, ErrorCode.ENVIRONMENT_DAMAGED) from error


def _require_files(folder: Path) -> None:
    try:
        has_model = (folder / "model.bin").is_file()
        missing = [name for name in _NEEDED_FILES if not (folder / name).is_file()]
    except (OSError, ValueError) as error:
        raise WorkerError(ErrorCode.MODEL_MISSING, f"the folder cannot be read: {type(error).__name__}") from error
    if not has_model:
        raise WorkerError(ErrorCode.MODEL_MISSING, "the folder does not exist or holds no model.bin")
    if missing:
        raise WorkerError(ErrorCode.MODEL_INVALID, f"the folder lacks {', '.join(missing)}")
