"""Transcribes a clip with faster-whisper. Usage: transcribe.py MODEL CLIP"""

import sys

from faster_whisper import WhisperModel

model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True)
segments, info = model.transcribe(sys.argv[2], vad_filter=True)
print(" ".join(segment.text.strip() for segment in segments))
