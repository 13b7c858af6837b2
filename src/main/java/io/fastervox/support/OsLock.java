package io.fastervox.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock between processes that the operating system releases when its holder dies. The file itself is never deleted: a
 * deleted and recreated lock file would let two in.
 */
public final class OsLock implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final FileChannel channel;

    private OsLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock if nobody holds it. */
    public static Optional<OsLock> tryAcquire(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another thread of this process holds it: the same answer as another process.
            lock = null;
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? Optional.empty() : Optional.of(new OsLock(channel));
    }

    /** Takes the lock, waiting for its holder; {@code whileWaiting} is called before each further look. */
    public static OsLock acquire(Path file, Runnable whileWaiting) throws IOException, InterruptedException {
        while (true) {
            Optional<OsLock> lock = tryAcquire(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            whileWaiting.run();
            Sleeper.REAL.sleep(POLL);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
