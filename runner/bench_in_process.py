"""The other side of `fvox bench worker`, `dictation` and `files`: faster-whisper called in process.

Loads the model, transcribes the beginning of the clip to warm up and all of it for the clock, and prints the seconds,
the processor time of all threads, and the text: as the worker does it (`worker`), greedily with the language given
(`greedy`), with nothing given (`defaults`), or as a file is done (`file`, `file-batched`,
and `file-batched-words` with the times of words).
"""

import json
import sys
import time

from faster_whisper import BatchedInferencePipeline, WhisperModel, decode_audio

BATCHED: dict[str, object] = {"language": "en", "beam_size": 5, "vad_filter": True, "batch_size": 8}
WAYS: dict[str, dict[str, object]] = {
    "worker": {"language": "en", "beam_size": 5, "vad_filter": True},
    "greedy": {"language": "en", "beam_size": 1},
    "defaults": {},
    "file": {"language": "en", "beam_size": 5, "vad_filter": True},
    "file-batched": BATCHED,
    "file-batched-words": {**BATCHED, "word_timestamps": True},
}
WARM_UP = 20 * 16000
"""Samples."""


def main() -> None:
    """Measure one round."""
    model_path, clip, compute_type, threads, way = sys.argv[1:]
    model = WhisperModel(model_path, device="cpu", compute_type=compute_type, cpu_threads=int(threads))

    pipeline = BatchedInferencePipeline(model) if "batch_size" in WAYS[way] else model

    def transcribe(audio: object) -> str:
        segments, _info = pipeline.transcribe(audio, **WAYS[way])
        return "".join(segment.text for segment in segments)

    transcribe(decode_audio(clip)[:WARM_UP])
    used, began = time.process_time(), time.monotonic()
    text = transcribe(clip)
    seconds, cpu_seconds = time.monotonic() - began, time.process_time() - used
    print(json.dumps({"seconds": seconds, "cpu_seconds": cpu_seconds, "text": text}))  # noqa: T201  # its answer


if __name__ == "__main__":
    main()
