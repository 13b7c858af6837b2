"""Takes the process's stdin and stdout away from every library.

A print anywhere, in Python or in C, would corrupt the protocol: the real stdout is duplicated and descriptor 1 leads to
stderr. Descriptor 0 leads to the null device, because on Windows a library whose C runtime starts while another thread
reads the inherited pipe waits for that read to end (numpy#24290; cuBLAS and onnxruntime are loaded late).
"""

import json
import os
import sys
from collections.abc import Mapping


def take_stdin() -> int:
    """Duplicate stdin for the caller alone and give everybody else the null device."""
    taken = os.dup(0)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    _make_binary(taken)
    return taken


def take_stdout() -> int:
    """Duplicate stdout for the caller alone and send everybody else's output to stderr."""
    taken = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    _make_binary(taken)
    return taken


def write_json_line(descriptor: int, message: Mapping[str, object], *, compact: bool = True) -> None:
    """Write one object and LF, whole."""
    left = memoryview(encode_json(message, compact=compact) + b"\n")
    while left:
        left = left[os.write(descriptor, left) :]


def encode_json(value: Mapping[str, object], *, compact: bool = False, indent: int | None = None) -> bytes:
    """Encode as UTF-8; a lone surrogate, which UTF-8 has no form for, becomes its JSON escape."""
    separators = (",", ":") if compact else None
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=separators, indent=indent)
    return text.encode("utf-8", "backslashreplace")


def _make_binary(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(descriptor, os.O_BINARY)
