package io.fastervox.environment;

import java.util.List;

/**
 * What a build did.
 *
 * @param steps what ran, by its start; empty when the environment was ready
 * @param seconds wall time in all
 * @param bytesFetched bytes of wheels that were not complete on this machine before
 * @param bytesReused bytes of wheels that were
 */
public record BuildReport(List<Timing> steps, double seconds, long bytesFetched, long bytesReused) {
    static final BuildReport NOTHING = new BuildReport(List.of(), 0, 0, 0);

    public BuildReport {
        steps = List.copyOf(steps);
    }

    /**
     * When a step ran; steps overlap, so the seconds add up to more than the whole.
     *
     * @param start seconds after the beginning of the build
     */
    public record Timing(BuildStep step, double start, double seconds) {}
}
