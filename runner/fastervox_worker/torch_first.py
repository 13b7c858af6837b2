"""PyTorch before CTranslate2, where there is a PyTorch.

Its wheel for Windows carries the libraries of CUDA that CTranslate2 4.4 loads by their bare names. A library that is
already in the process wins, so PyTorch has to come first. Its OpenMP library is that of CTranslate2 too, from another
folder; without the variable Intel's runtime ends the process when it meets itself a second time.
"""

import os
from importlib import import_module
from importlib.util import find_spec

from fastervox_worker.gpu_switch import gpu_is_off


def import_torch_first() -> bool:
    """Import PyTorch if the environment has it and a GPU may compute."""
    if gpu_is_off() or find_spec("torch") is None:
        return False
    os.environ.setdefault("KMP_DUPLICATE_LIB_OK", "TRUE")
    import_module("torch")
    return True
