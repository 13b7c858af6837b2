package io.fastervox.audio;

import io.fastervox.support.OsLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recordings that programs have left that were killed, or that kept them because they got no text of them. Found once, at
 * the start; until this is closed nobody else finds them.
 */
public final class RecoveredRecordings implements AutoCloseable {
    /** Shorter ones are nothing that anybody would miss. */
    private static final Duration SHORTEST = Duration.ofMillis(300);

    /** Of more, the oldest go: they were offered the most often, and nobody wanted their text. */
    static final int MOST = 50;

    private static final Logger LOG = LoggerFactory.getLogger(RecoveredRecordings.class);

    private final Map<Path, OsLock> folders = new LinkedHashMap<>();
    private final List<Recording> found = new ArrayList<>();
    /** Folders with a file that could not be read: nobody was offered it. */
    private final Set<Path> unread = new HashSet<>();

    private final Instant oldest;
    private boolean listed;

    private RecoveredRecordings(Instant oldest) {
        this.oldest = oldest;
    }

    /**
     * Looks for them, and repairs their files. What cannot be read is left for the next time.
     *
     * @param recordings the folder of all recordings, as for {@link RecordingStore}; need not exist
     * @param oldest what began before goes, if an earlier program has offered it already
     */
    public static RecoveredRecordings in(Path recordings, Instant oldest) {
        RecoveredRecordings recovered = new RecoveredRecordings(oldest);
        if (!Files.isDirectory(recordings)) {
            return recovered;
        }
        try (var folders = Files.list(recordings)) {
            folders.filter(folder -> Files.exists(folder.resolve(RecordingStore.LOCK)))
                    .sorted()
                    .forEach(recovered::look);
        } catch (IOException e) {
            LOG.warn("recordings not looked through: {}", e.toString());
        }
        recovered.limit();
        return recovered;
    }

    /** The oldest first. */
    public List<Recording> list() {
        listed = true;
        return List.copyOf(found);
    }

    /** Those that are still there are found again by the next start, but for those whose time is over by then. */
    @Override
    public void close() {
        folders.forEach((folder, lock) -> {
            if (listed && !unread.contains(folder)) {
                mark(folder);
            }
            RecordingStore.release(lock, folder);
        });
        folders.clear();
    }

    private static void mark(Path folder) {
        try {
            Files.write(folder.resolve(RecordingStore.OFFERED), new byte[0]);
        } catch (IOException e) {
            LOG.warn("recordings are offered once more: {}", e.toString());
        }
    }

    private void look(Path folder) {
        try {
            Optional<OsLock> lock = OsLock.tryAcquire(folder.resolve(RecordingStore.LOCK));
            if (lock.isEmpty()) {
                return; // its program is running
            }
            folders.put(folder, lock.get());
            for (Path file : RecordingStore.recordings(folder)) {
                look(folder, file);
            }
        } catch (IOException e) {
            LOG.warn("recordings not looked at: {}", e.toString());
        }
    }

    private void look(Path folder, Path file) {
        try {
            add(file);
        } catch (IOException e) {
            unread.add(folder);
            LOG.warn("recording not looked at: {}", e.toString());
        }
    }

    private void limit() {
        found.sort(Comparator.comparing(Recording::started));
        while (found.size() > MOST) {
            Path oldest = found.remove(0).file();
            try {
                Files.deleteIfExists(oldest);
            } catch (IOException e) {
                LOG.warn("recording stays: {}", e.toString()); // for the next start
            }
        }
    }

    private void add(Path file) throws IOException {
        Optional<Instant> started = RecordingStore.started(file);
        if (started.isEmpty()) {
            return; // not one of ours
        }
        if (started.get().isBefore(oldest) && Files.exists(file.resolveSibling(RecordingStore.OFFERED))) {
            Files.delete(file);
            return;
        }
        Duration length = Pcm.duration(WavWriter.repair(file));
        if (length.compareTo(SHORTEST) < 0) {
            Files.delete(file);
        } else {
            found.add(new Recording(file, started.get(), length));
        }
    }
}
