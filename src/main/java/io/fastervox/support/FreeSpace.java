package io.fastervox.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** Room on the volume of a folder, asked by the folder: its {@code FileStore} fails for some volumes mounted in folders. */
public final class FreeSpace {
    private static final long NEARLY_FULL_BYTES = 1 << 20;

    private FreeSpace() {}

    /** Bytes that this user may still write there; 0 when nobody can tell. */
    public static long of(Path folder) {
        return folder.toFile().getUsableSpace();
    }

    /** Whether writing a file failed for want of room. Windows says so in the language of the user, so the space is asked. */
    public static boolean wasLacking(IOException e, Path file) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
        return message.contains("no space left")
                || message.contains("quota exceeded")
                || (folder.toFile().isDirectory() && of(folder) < NEARLY_FULL_BYTES);
    }
}
