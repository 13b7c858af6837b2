package io.fastervox.environment;

import java.nio.file.Path;

/**
 * The last gate before an environment, a model, a device and a compute type are used together: the worker decodes the
 * shipped {@code selftest.wav} in a child process, exactly as it will be used, and its text is compared.
 */
@FunctionalInterface
public interface Admission {
    /** @throws EnvironmentException when it could not be tried, for a reason that is none of device and compute type */
    Verdict admit(ReadyEnvironment environment, Path modelFolder, String device, String computeType)
            throws EnvironmentException, InterruptedException;

    /** What came of it. */
    sealed interface Verdict {
        /** The text was right; {@code wordErrorRate} is at most 0.1. */
        record Admitted(double wordErrorRate, double seconds) implements Verdict {}

        /** It cannot be used; {@code reason} is technical English for the log and the status. */
        record Refused(String reason) implements Verdict {}
    }
}
