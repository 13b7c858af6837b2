"""What "installed" means: everything imports, the native libraries load, and speech is found in a recording.

    python -I -X utf8 selftest.py RECORDING

Prints one JSON object: the versions of all installed packages, the compute types of the CPU, the seconds of the
recording and how many of them Silero VAD takes for speech. Any failure is an exception and an exit code other than 0.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module, metadata
from importlib.util import find_spec


def main() -> None:
    # Imported here so that a missing one is reported by its traceback; each of them loads its native libraries.
    if find_spec("torch"):
        os.environ["KMP_DUPLICATE_LIB_OK"] = "TRUE"  # as in the worker
        import_module("torch")
    import av  # noqa: F401
    import ctranslate2
    import faster_whisper  # noqa: F401
    import numpy  # noqa: F401
    import onnxruntime  # noqa: F401
    import tokenizers  # noqa: F401
    from faster_whisper.audio import decode_audio
    from faster_whisper.vad import get_speech_timestamps

    rate = 16000
    audio = decode_audio(sys.argv[1], sampling_rate=rate)
    speech = sum(part["end"] - part["start"] for part in get_speech_timestamps(audio))
    print(
        json.dumps(
            {
                "packages": {part.metadata["Name"]: part.version for part in metadata.distributions()},
                "compute_types": sorted(ctranslate2.get_supported_compute_types("cpu")),
                "seconds": len(audio) / rate,
                "speech_seconds": speech / rate,
            }
        )
    )


if __name__ == "__main__":
    main()
