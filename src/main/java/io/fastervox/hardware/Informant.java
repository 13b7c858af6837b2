package io.fastervox.hardware;

/** Who is asked about GPUs, in the order of trust. */
public enum Informant {
    /** NVIDIA's management library: {@code nvml.dll}, {@code libnvidia-ml.so.1}. */
    NVML,
    /** NVIDIA's CUDA driver, which the engine computes with: {@code nvcuda.dll}, {@code libcuda.so.1}. */
    NVCUDA,
    /** What the operating system lists: the registry's display class, {@code /sys/bus/pci}. */
    SYSTEM,
    /** NVIDIA's command line tool. */
    NVIDIA_SMI
}
