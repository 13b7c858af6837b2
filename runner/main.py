"""The worker process: `python -I -B -X utf8 runner/main.py`, driven over stdin and stdout (see PROTOCOL.md)."""

import sys
from pathlib import Path

# An isolated interpreter (-I) does not look beside the script.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from fastervox_worker.start import start_worker

if __name__ == "__main__":
    start_worker()
