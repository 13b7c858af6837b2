package io.fastervox.engine;

import java.nio.file.Path;

/**
 * Which model is loaded and where it computes.
 *
 * @param folder a CTranslate2 model folder
 * @param device {@code cpu} or {@code cuda}
 * @param deviceIndex which of several GPUs, in the order of their PCI addresses
 * @param computeType for example {@code int8}, {@code float16}
 * @param cpuThreads threads of one decode; 0 lets the engine choose
 */
public record ModelSpec(Path folder, String device, int deviceIndex, String computeType, int cpuThreads) {
    public ModelSpec withFolder(Path other) {
        return new ModelSpec(other, device, deviceIndex, computeType, cpuThreads);
    }

    public ModelSpec withCpuThreads(int threads) {
        return new ModelSpec(folder, device, deviceIndex, computeType, threads);
    }

    /** On the CPU, or on the only GPU. */
    public ModelSpec(Path folder, String device, String computeType, int cpuThreads) {
        this(folder, device, 0, computeType, cpuThreads);
    }
}
