package io.fastervox.environment;

/**
 * What a build takes, known before it begins.
 *
 * @param profile id of the profile
 * @param downloadBytes wheels that are not in the cache yet
 * @param diskBytes the finished environment, without the cached wheels
 */
public record BuildPlan(String profile, long downloadBytes, long diskBytes) {
    static BuildPlan of(Desired desired, WheelCache cache) {
        return new BuildPlan(desired.profile().id(), cache.absentBytes(desired.lock()), desired.diskBytes());
    }
}
