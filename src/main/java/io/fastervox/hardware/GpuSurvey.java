package io.fastervox.hardware;

import java.util.List;
import java.util.Optional;

/** Completes what the operating system lists by what NVIDIA's driver answers. */
@FunctionalInterface
interface GpuSurvey {
    /** @param driver version of the NVIDIA driver by the system, where it tells it apart from the GPUs */
    Found survey(List<Gpu> listed, Optional<String> driver);

    /** @param gpus see {@link HardwareFacts#gpus} */
    record Found(List<Gpu> gpus, Optional<String> cuda, List<Trouble> troubles) {
        public Found {
            gpus = List.copyOf(gpus);
            troubles = List.copyOf(troubles);
        }
    }
}
