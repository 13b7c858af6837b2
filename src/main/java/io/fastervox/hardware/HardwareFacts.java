package io.fastervox.hardware;

import java.util.List;
import java.util.Optional;

/**
 * What this machine is.
 *
 * @param system name of the operating system as Java gives it
 * @param architecture as Java gives it
 * @param memoryBytes physical memory; 0 when it cannot be told
 * @param gpus those that answer first, in CUDA's order; then what only the operating system lists
 * @param cuda the newest CUDA version that the NVIDIA driver serves, for example {@code 12.8}
 * @param troubles what was asked about GPUs in vain
 */
public record HardwareFacts(
        String system,
        String architecture,
        Cpu cpu,
        long memoryBytes,
        List<Gpu> gpus,
        Optional<String> cuda,
        List<Trouble> troubles) {
    public HardwareFacts {
        gpus = List.copyOf(gpus);
        troubles = List.copyOf(troubles);
    }

    /** Whether that happened to the informant. */
    public boolean has(Informant informant, Trouble.Kind kind) {
        return troubles.stream().anyMatch(trouble -> trouble.informant() == informant && trouble.kind() == kind);
    }
}
