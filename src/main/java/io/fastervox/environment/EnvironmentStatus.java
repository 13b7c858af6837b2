package io.fastervox.environment;

import io.fastervox.support.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is there.
 *
 * @param components the state of each (R15)
 * @param live the environment that {@code current.json} names, if it is complete
 * @param upToDate whether the live environment was built from the program's present lock
 * @param problems what the quick check found
 * @param building how far a builder is that is at work now
 * @param bytes disk use
 */
public record EnvironmentStatus(
        Map<Component, Component.State> components,
        Optional<ReadyEnvironment> live,
        boolean upToDate,
        List<Problem> problems,
        Optional<Progress> building,
        Sizes bytes) {
    public EnvironmentStatus {
        components = Map.copyOf(components);
        problems = List.copyOf(problems);
    }

    /** Bytes on disk: base Pythons, environments (old ones too), cached wheels. */
    public record Sizes(long basePython, long environments, long wheelCache) {}
}
