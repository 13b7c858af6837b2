package io.fastervox.environment;

import io.fastervox.download.DiskSpace;
import io.fastervox.download.DownloadException;
import io.fastervox.support.FreeSpace;
import java.io.IOException;
import java.nio.file.Path;

/** Whether the disk of the data folder has room for a build; a function of how much a folder has left. */
@FunctionalInterface
interface BuildSpace {
    BuildSpace REAL = FreeSpace::of;

    /** The unpacked base Python with its tools. */
    long BASE_BYTES = 60_000_000;

    long usable(Path folder) throws IOException;

    /**
     * What a build takes at most: what is not cached yet, the environment, the base Python.
     *
     * @param begun bytes that an interrupted build has left and this one takes up
     */
    static long needed(Desired desired, WheelCache cache, long begun) throws IOException {
        return Math.max(0, desired.diskBytes() + BASE_BYTES - begun)
                + cache.absentBytes(desired.lock().sizes());
    }

    /**
     * Compares what is there with what a build needs.
     *
     * @throws DownloadException as {@link DiskSpace#require}
     */
    default void require(Path data, Desired desired, WheelCache cache, long begun)
            throws DownloadException, IOException {
        require(data, needed(desired, cache, begun));
    }

    /** The same for so many bytes. */
    default void require(Path data, long bytes) throws DownloadException, IOException {
        DiskSpace.require(data, bytes, usable(data));
    }
}
