package io.fastervox.support;

import java.io.File;
import java.nio.file.Path;

/** Room on the volume of a folder, asked by the folder: its {@code FileStore} fails for some volumes mounted in folders. */
public final class FreeSpace {
    private FreeSpace() {}

    /** Bytes that this user may still write there; {@link Long#MAX_VALUE} when nobody can tell, which must not stop anybody. */
    public static long of(Path folder) {
        File file = folder.toFile();
        return file.getTotalSpace() == 0 ? Long.MAX_VALUE : file.getUsableSpace();
    }

    /** Bytes in megabytes, as people are told: what is needed is rounded up. */
    public static long megabytesNeeded(long bytes) {
        return (bytes + 999_999) / 1_000_000;
    }

    /** Bytes in megabytes, as people are told: what is there is rounded down. */
    public static long megabytesThere(long bytes) {
        return Math.max(0, bytes) / 1_000_000;
    }
}
