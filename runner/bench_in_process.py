"""The other side of `fvox bench worker` and `fvox bench dictation`: faster-whisper called in process.

Loads the model, transcribes the clip once to warm up and once for the clock, and prints the seconds and the text: as
the worker does it (`worker`), greedily with the language given (`greedy`), or with nothing given (`defaults`).
"""

import json
import sys
import time

from faster_whisper import WhisperModel

WAYS: dict[str, dict[str, object]] = {
    "worker": {"language": "en", "beam_size": 5, "vad_filter": True},
    "greedy": {"language": "en", "beam_size": 1},
    "defaults": {},
}


def main() -> None:
    """Measure one round."""
    model_path, clip, compute_type, threads, way = sys.argv[1:]
    model = WhisperModel(model_path, device="cpu", compute_type=compute_type, cpu_threads=int(threads))

    def transcribe() -> str:
        segments, _info = model.transcribe(clip, **WAYS[way])
        return "".join(segment.text for segment in segments)

    transcribe()
    began = time.monotonic()
    text = transcribe()
    print(json.dumps({"seconds": time.monotonic() - began, "text": text}))  # noqa: T201  # its answer


if __name__ == "__main__":
    main()
