package io.fastervox.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock between processes that the operating system releases when its holder dies. The file may be deleted by its holder
 * alone ({@link #remove}): whoever locks a file looks afterwards whether that is still the one of this name.
 */
public final class OsLock implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * What this process holds. On Linux closing any channel of a file gives up all of the process's locks on it, so a file that
     * is held here must not even be opened again.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private OsLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock if nobody holds it. */
    public static Optional<OsLock> tryAcquire(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "a lock lies in a folder");
        Files.createDirectories(folder);
        Path real = folder.toRealPath().resolve(file.getFileName());
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        Optional<OsLock> lock = Optional.empty();
        try {
            lock = locked(real);
            return lock;
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(real);
            }
        }
    }

    private static Optional<OsLock> locked(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // as nearly always
        }
        Optional<Object> before = identity(file);
        if (before.isEmpty()) {
            return Optional.empty(); // its holder has just deleted it
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null && before.equals(identity(file));
            return locked ? Optional.of(new OsLock(file, channel)) : Optional.empty();
        } finally {
            if (!locked) {
                channel.close();
            }
        }
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

    /** What tells a file from another one of the same name; nothing when there is none. */
    private static Optional<Object> identity(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(Objects.requireNonNullElse(attributes.fileKey(), (Object) attributes.creationTime()));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // deleted by the one who held it
        }
    }

    /** Deletes the file, then gives the lock up. */
    public void remove() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            close();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(file);
    }
}
