package io.fastervox.environment;

import java.nio.file.Path;

/**
 * The last gate before an environment, a model, a device and a compute type are used together: the worker decodes the
 * shipped {@code selftest.wav} in a child process, exactly as it will be used, and its text is compared.
 */
@FunctionalInterface
public interface Admission {
    /** @throws EnvironmentException when it could not be tried, for a reason that is none of device and compute type */
    Verdict admit(ReadyEnvironment environment, Path modelFolder, Place place)
            throws EnvironmentException, InterruptedException;

    /**
     * Where and how it is to compute.
     *
     * @param device {@code cpu} or {@code cuda}
     * @param index which of several GPUs, in the order of their PCI addresses
     */
    record Place(String device, int index, String computeType) {}

    /** What came of it. */
    sealed interface Verdict {
        /** The text was right; {@code wordErrorRate} is at most 0.1. */
        record Admitted(double wordErrorRate, double seconds) implements Verdict {}

        /** It cannot be used; {@code detail} is technical English for the log. */
        record Refused(Obstacle obstacle, String detail) implements Verdict {}
    }

    /** What stood in the way; {@code obstacle.<name>} is the text for people. */
    enum Obstacle {
        /** CUDA finds no GPU although the driver lists one. */
        NO_CUDA_DEVICE,
        /** The driver cannot compile or run what the packages were built for. */
        DRIVER_TOO_OLD,
        /** The packages hold no machine code for this GPU. */
        NO_CODE_FOR_GPU,
        /** A library of the packages or the driver cannot be loaded. */
        LIBRARY_NOT_LOADABLE,
        /** Not on this device. */
        COMPUTE_TYPE_UNSUPPORTED,
        CRASHED,
        NOT_RESPONDING,
        /** It computes, but what it heard is not what was said. */
        WRONG_TEXT,
        /** Something else of the device. */
        DEVICE_FAILED
    }
}
