package io.fastervox.audio;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.FullDisk;
import io.fastervox.support.IoReason;
import io.fastervox.support.OsLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where recordings lie: each running program has a folder of its own below {@code recordings}, which it holds by a lock, so
 * that another one can tell what a program that is gone has left ({@link RecoveredRecordings}).
 *
 * <p>The folder is made for the first recording: a full disk must not keep the program from starting. Safe for several
 * threads.
 */
public final class RecordingStore implements AutoCloseable {
    static final String LOCK = ".lock";
    /** In a folder whose recordings a later program has offered. */
    static final String OFFERED = ".offered";

    static final String SUFFIX = ".wav";

    private static final Logger LOG = LoggerFactory.getLogger(RecordingStore.class);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path recordings;
    private final Path folder;
    private final Clock clock;
    private Optional<OsLock> lock = Optional.empty();
    private Instant latest = Instant.EPOCH;

    /** @param recordings the folder of all recordings; need not exist */
    public RecordingStore(Path recordings, Clock clock) {
        this.recordings = recordings;
        this.folder = recordings.resolve(
                NAME.format(clock.instant()) + "-" + ProcessHandle.current().pid());
        this.clock = clock;
    }

    /** A new file for the recording that begins now. */
    synchronized NewRecording create() throws AudioException {
        Instant now = clock.instant();
        // Two within a millisecond would have one name.
        Instant started = now.toEpochMilli() > latest.toEpochMilli() ? now : latest.plusMillis(1);
        latest = started;
        Path file = folder.resolve(NAME.format(started) + SUFFIX);
        try {
            if (lock.isEmpty()) {
                lock = OsLock.tryAcquire(folder.resolve(LOCK));
            }
            return new NewRecording(file, started, WavWriter.create(file));
        } catch (IOException e) {
            throw failure(e, file);
        }
    }

    /** Forgets a recording whose text has reached its person, or which nobody wants. */
    public void delete(Recording recording) {
        try {
            Files.deleteIfExists(recording.file());
        } catch (IOException e) {
            LOG.warn(
                    "recording stays: {}",
                    e.toString()); // something holds it open; it will be offered at the next start
        }
    }

    /** Whether it lies among all recordings, of this program or an earlier one, and is no copy from elsewhere. */
    public boolean holds(Recording recording) {
        return recording.file().startsWith(recordings);
    }

    /** Leaves nothing behind when nothing was kept. */
    @Override
    public synchronized void close() {
        lock.ifPresent(held -> release(held, folder));
        lock = Optional.empty();
    }

    /** Gives a folder up, and removes it when there is no recording in it. */
    static void release(OsLock lock, Path folder) {
        try {
            lock.close();
            if (recordings(folder).isEmpty()) {
                Files.deleteIfExists(folder.resolve(OFFERED));
                Files.deleteIfExists(folder.resolve(LOCK)); // no other program ever uses this folder's name
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            LOG.warn("folder of recordings stays: {}", e.toString());
        }
    }

    static List<Path> recordings(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /** When the recording of this file began; empty when the name is not one of ours. */
    static Optional<Instant> started(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return Optional.of(NAME.parse(name.substring(0, name.length() - SUFFIX.length()), Instant::from));
        } catch (java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What a failed write means to a person. */
    static AudioException failure(IOException e, Path file) {
        boolean full = FullDisk.isReason(e, file);
        return new AudioException(
                full ? ErrorCode.RECORDING_DISK_FULL : ErrorCode.RECORDING_NOT_WRITABLE,
                "cannot write " + file + ": " + e,
                e,
                List.of(file.toString(), IoReason.of(e)));
    }
}
