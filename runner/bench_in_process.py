"""The other side of `fvox bench worker`: faster-whisper called in process, as anybody would call it.

Loads the model, transcribes the clip once to warm up and once for the clock, and prints the seconds and the text.
"""

import json
import sys
import time

from faster_whisper import WhisperModel


def main() -> None:
    """Measure one round."""
    model_path, clip, compute_type, threads, beam_size = sys.argv[1:]
    model = WhisperModel(model_path, device="cpu", compute_type=compute_type, cpu_threads=int(threads))

    def transcribe() -> str:
        segments, _info = model.transcribe(clip, language="en", beam_size=int(beam_size), vad_filter=True)
        return "".join(segment.text for segment in segments)

    transcribe()
    began = time.monotonic()
    text = transcribe()
    print(json.dumps({"seconds": time.monotonic() - began, "text": text}))  # noqa: T201  # its answer


if __name__ == "__main__":
    main()
