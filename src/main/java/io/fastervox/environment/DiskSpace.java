package io.fastervox.environment;

import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much the disk of a folder has left. */
@FunctionalInterface
interface DiskSpace {
    DiskSpace REAL = folder -> Files.getFileStore(folder).getUsableSpace();

    /** The unpacked base Python with its tools. */
    long BASE_BYTES = 60_000_000;

    long usable(Path folder) throws IOException;

    /** What a build takes at most: what is not cached yet, the environment, the base Python. */
    static long neededForEnvironment(Desired desired, WheelCache cache) {
        long needed = desired.diskBytes() + BASE_BYTES;
        for (LockedWheel wheel : desired.lock().wheels()) {
            needed += Files.exists(cache.path(wheel)) ? 0 : wheel.bytes();
        }
        return needed;
    }

    /**
     * Compares what is there with what a build needs.
     *
     * @throws EnvironmentException {@code DISK_FULL} with {0} the folder, {1} the bytes needed and {2} the bytes there
     */
    default void requireForEnvironment(Path data, Desired desired, WheelCache cache)
            throws EnvironmentException, IOException {
        long needed = neededForEnvironment(desired, cache);
        long usable = usable(data);
        if (usable < needed) {
            throw new EnvironmentException(
                    ErrorCode.DISK_FULL, data + " has " + usable + " of " + needed + " bytes", data, needed, usable);
        }
    }
}
