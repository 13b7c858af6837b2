package io.fastervox.support;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells a full disk from other reasons why something could not be written. Neither Java nor a child's output carries the
 * error number, and Windows words the reason in the user's language, so the free space has the last word.
 */
public final class FullDisk {
    /** Less than this is full: what failed to be written may have been deleted again. */
    static final long NEARLY_NOTHING_BYTES = 1 << 20;

    /**
     * ENOSPC, EDQUOT, ERROR_DISK_FULL (112), ERROR_HANDLE_DISK_FULL (39) and ERROR_DISK_QUOTA_EXCEEDED (1295), as the
     * systems that the program's languages belong to, and Python, word them.
     */
    private static final List<String> WORDS = List.of(
            "no space left",
            "quota exceeded",
            "not enough space on the disk",
            "the disk is full",
            "the disk has exceeded its quota",
            "磁盘空间不足",
            "磁盘已满",
            "errno 28]",
            "errno 122]",
            "winerror 112]",
            "winerror 39]",
            "winerror 1295]");

    private FullDisk() {}

    /** The file that a failure names, else the given place. */
    public static Path place(IOException failure, Path otherwise) {
        return failure instanceof FileSystemException named && named.getFile() != null
                ? Path.of(named.getFile())
                : otherwise;
    }

    /** Whether a failure to write came from a full disk. */
    public static boolean isReason(IOException failure, Path place) {
        return isReason(String.valueOf(failure.getMessage()), place(failure, place));
    }

    /**
     * Whether a failure that something else reports came from a full disk.
     *
     * @param said all that is known of the reason
     * @param place what was written; need not exist
     */
    public static boolean isReason(String said, Path place) {
        return isReason(said, place, FreeSpace::of);
    }

    static boolean isReason(String said, Path place, ToLongFunction<Path> free) {
        String words = said.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(words::contains) || isNearlyFull(place, free);
    }

    private static boolean isNearlyFull(Path place, ToLongFunction<Path> free) {
        for (@Nullable Path at = place.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at)) {
                return free.applyAsLong(at) < NEARLY_NOTHING_BYTES;
            }
        }
        return false;
    }
}
