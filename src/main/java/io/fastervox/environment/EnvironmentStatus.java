package io.fastervox.environment;

import io.fastervox.support.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is there for a profile.
 *
 * @param profile its id
 * @param components the state of each (R15)
 * @param live the environment that {@code current.json} names, if it is complete, whatever its profile
 * @param upToDate whether the live environment is of this profile and was built from the program's present lock
 * @param problems what the quick check found
 * @param building how far a builder is that is at work now
 * @param bytes disk use
 */
public record EnvironmentStatus(
        String profile,
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

    /** Whether the live environment is of this profile. */
    public boolean isLive() {
        return live.map(ReadyEnvironment::profile).filter(profile::equals).isPresent();
    }

    /** Whether that is complete too and nothing in it is damaged. */
    public boolean isReady() {
        return isLive() && problems.stream().noneMatch(Problem::isDamage);
    }

    /** Bytes on disk: base Pythons, environments (old ones too), cached wheels. */
    public record Sizes(long basePython, long environments, long wheelCache) {}
}
