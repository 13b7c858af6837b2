package io.fastervox.environment;

import java.io.IOException;

/**
 * What a build takes, known before it begins.
 *
 * @param profile id of the profile
 * @param downloadBytes of wheels what is not in the cache yet
 * @param diskBytes the finished environment, without the cached wheels
 */
public record BuildPlan(String profile, long downloadBytes, long diskBytes) {
    static BuildPlan of(Desired desired, WheelCache cache) throws IOException {
        return new BuildPlan(desired.profile().id(), cache.absentBytes(desired.lock()), desired.diskBytes());
    }
}
