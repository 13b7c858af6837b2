package io.fastervox.environment;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a build takes, known before it begins.
 *
 * @param profile id of the profile
 * @param downloadBytes of wheels what is neither in the cache yet nor came with the program
 * @param diskBytes the finished environment, without the cached wheels
 */
public record BuildPlan(String profile, long downloadBytes, long diskBytes) {
    /** @param tools that the base Python lacks and the program did not bring */
    static BuildPlan of(Desired desired, List<LockedWheel> tools, WheelCache cache) throws IOException {
        Map<String, Long> files = desired.lock().sizes();
        tools.forEach(wheel -> files.put(wheel.file(), wheel.bytes())); // some are in both
        return new BuildPlan(desired.profile().id(), cache.absentBytes(files), desired.diskBytes());
    }
}
