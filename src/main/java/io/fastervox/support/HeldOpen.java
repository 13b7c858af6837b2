package io.fastervox.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Windows refuses to move, delete or open what another program holds open, as antivirus does with fresh files for a moment.
 * Such a call is tried again for some seconds; elsewhere it is made once.
 */
public final class HeldOpen {
    private static final HeldOpen HERE = new HeldOpen(File.separatorChar == '\\', Sleeper.REAL);
    private static final int ATTEMPTS = 12;

    private final boolean windows;
    private final Retry retry;

    HeldOpen(boolean windows, Sleeper sleeper) {
        this.windows = windows;
        this.retry = new Retry(ATTEMPTS, Duration.ofMillis(50), Duration.ofMillis(500), sleeper);
    }

    /** Something with a file that can be done again when it was refused. */
    @FunctionalInterface
    public interface Call<T> {
        T run() throws IOException;
    }

    /**
     * Makes the call until it is not refused for that reason any more, or for too long.
     *
     * @throws IOException also when the thread is interrupted meanwhile, which then stays so
     */
    public static <T> T retried(Path file, Call<T> call) throws IOException {
        return HERE.call(file, call);
    }

    /** Deletes a file, or an empty folder, if it is there. */
    public static void delete(Path file) throws IOException {
        boolean unused = retried(file, () -> Files.deleteIfExists(file));
    }

    <T> T call(Path file, Call<T> call) throws IOException {
        try {
            return retry.call(IOException.class, e -> isReason(e, file), attempt -> call.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + file, e);
        }
    }

    /**
     * "Access denied", which is said of what is being deleted, too; a folder that holds such a file; or a sharing violation,
     * which has no exception of its own, as a full disk has none.
     */
    private boolean isReason(IOException e, Path file) {
        boolean unnamed = e.getClass() == FileSystemException.class && !FullDisk.isReason(e, file);
        return windows && (unnamed || e instanceof AccessDeniedException || e instanceof DirectoryNotEmptyException);
    }
}
