"""The other side of `fvox bench worker`, `dictation` and `files`: faster-whisper called in process.

Loads the model, transcribes the clip once to warm up and once for the clock, and prints the seconds and the text: as
the worker does it (`worker`), greedily with the language given (`greedy`), or with nothing given (`defaults`). A long
recording (`file`, `file-batched`) is warmed up with its beginning alone.
"""

import json
import sys
import time

from faster_whisper import BatchedInferencePipeline, WhisperModel, decode_audio

WAYS: dict[str, dict[str, object]] = {
    "worker": {"language": "en", "beam_size": 5, "vad_filter": True},
    "greedy": {"language": "en", "beam_size": 1},
    "defaults": {},
    "file": {"language": "en", "beam_size": 5, "vad_filter": True},
    "file-batched": {"language": "en", "beam_size": 5, "vad_filter": True, "batch_size": 8},
}
WARM_UP = 20 * 16000
"""Samples of a long recording."""


def main() -> None:
    """Measure one round."""
    model_path, clip, compute_type, threads, way = sys.argv[1:]
    model = WhisperModel(model_path, device="cpu", compute_type=compute_type, cpu_threads=int(threads))

    pipeline = BatchedInferencePipeline(model) if way == "file-batched" else model

    def transcribe(audio: object) -> str:
        segments, _info = pipeline.transcribe(audio, **WAYS[way])
        return "".join(segment.text for segment in segments)

    transcribe(decode_audio(clip)[:WARM_UP] if way.startswith("file") else clip)
    began = time.monotonic()
    text = transcribe(clip)
    print(json.dumps({"seconds": time.monotonic() - began, "text": text}))  # noqa: T201  # its answer


if __name__ == "__main__":
    main()
