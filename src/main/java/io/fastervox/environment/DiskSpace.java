package io.fastervox.environment;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.FreeSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much the disk of a folder has left. */
@FunctionalInterface
interface DiskSpace {
    DiskSpace REAL = FreeSpace::of;

    /** The unpacked base Python with its tools. */
    long BASE_BYTES = 60_000_000;

    long usable(Path folder) throws IOException;

    /**
     * Compares with what a build needs at most: what is not cached yet, the environment, the base Python.
     *
     * @param present bytes that an interrupted build has left and this one takes up
     * @throws EnvironmentException {@code DISK_FULL} with {0} the folder, {1} the bytes needed and {2} the bytes there
     */
    default void requireForEnvironment(Path data, Desired desired, WheelCache cache, long present)
            throws EnvironmentException, IOException {
        long needed = Math.max(0, desired.diskBytes() + BASE_BYTES - present);
        for (LockedWheel wheel : desired.lock().wheels()) {
            needed += Files.exists(cache.path(wheel)) ? 0 : wheel.bytes();
        }
        long usable = usable(data);
        if (usable < needed) {
            throw new EnvironmentException(
                    ErrorCode.DISK_FULL, data + " has " + usable + " of " + needed + " bytes", data, needed, usable);
        }
    }
}
