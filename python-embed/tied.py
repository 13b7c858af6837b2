"""Run a Python module that ends when whoever started it ends.

    python -I -X utf8 tied.py PATH MODULE ARGUMENT…

PATH is put in front of `sys.path` unless it is empty. MODULE is the name of a module or a file ending in `.py`.
Standard input is a pipe that the starter never writes to: its end means that the starter is gone.
"""

from __future__ import annotations

import os
import runpy
import sys
import threading


def main() -> None:
    tie()
    path, module = sys.argv[1:3]
    del sys.argv[:2]
    if path:
        sys.path.insert(0, path)
    if module.endswith(".py"):
        runpy.run_path(module, run_name="__main__")
    else:
        runpy.run_module(module, run_name="__main__", alter_sys=True)


def tie() -> None:
    # The pipe moves away from descriptor 0: on Windows a child or a native library that looks at its standard input
    # would wait for the pending read. It is read without Python's buffer, whose lock would be missing at the exit.
    pipe = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    threading.Thread(target=end_with, args=(pipe,), name="tie", daemon=True).start()


def end_with(pipe: int) -> None:
    try:
        while os.read(pipe, 1):
            pass
    finally:
        os._exit(70)


if __name__ == "__main__":
    main()
