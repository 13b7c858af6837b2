"""Transcribes one file in one process: `python -I -X utf8 runner/whisper_runner.py input.json`.

The input is a JSON object with `model_path`, `audio_file` and `output_path`, and optionally `device` (cuda),
`compute_type` (float16), `language` (auto: detected), `beam_size` (5) and `word_timestamps` (false). The result goes to
`output_path`; stdout gets `{"success": true}` or `{"error": "…"}` and nothing else, the exit code is 0 or 1.
"""

import sys
from pathlib import Path

# An isolated interpreter (-I) does not look beside the script.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from fastervox_worker.one_shot import run_once

if __name__ == "__main__":
    run_once(sys.argv[1:])
