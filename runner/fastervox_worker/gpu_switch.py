"""Whether the GPU's driver may be called at all."""

import os

GPU_VARIABLE = "FASTERVOX_GPU"


def gpu_is_off() -> bool:
    """Tell whether the driver must not be called, because it may hang or crash; who computes on the CPU need not."""
    return os.environ.get(GPU_VARIABLE) == "off"
