package io.fastervox.app;

import io.fastervox.files.WatchedFolder;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into the folder that people have chosen, and brings what has come into the queue. Without a folder it does nothing. */
final class AgentFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentFolder.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Path memory;
    private final Predicate<List<WatchedFolder.Arrival>> queue;
    private final int quietLooks;
    private final ScheduledExecutorService thread;
    // On that thread:
    private Optional<String> chosen = Optional.empty();
    private Optional<WatchedFolder> watched = Optional.empty();
    private boolean failing;

    /** @param memory the file in which is what was taken */
    AgentFolder(Path memory, Predicate<List<WatchedFolder.Arrival>> queue) {
        this(memory, queue, WatchedFolder.QUIET_LOOKS, Executors.newSingleThreadScheduledExecutor(task -> {
            Thread watch = new Thread(task, "watched-folder");
            watch.setDaemon(true);
            return watch;
        }));
    }

    /**
     * A folder.
     *
     * @param memory the file in which is what was taken
     * @param quietLooks how often a recording must look as it did before
     * @param thread on which it looks
     */
    AgentFolder(
            Path memory,
            Predicate<List<WatchedFolder.Arrival>> queue,
            int quietLooks,
            ScheduledExecutorService thread) {
        this.memory = memory;
        this.queue = queue;
        this.quietLooks = quietLooks;
        this.thread = thread;
    }

    void apply(Optional<String> folder) {
        thread.execute(() -> {
            if (!folder.equals(chosen)) {
                chosen = folder;
                watched = Optional.empty();
                failing = false;
                look(folder);
            }
        });
    }

    private void look(Optional<String> folder) {
        if (folder.isEmpty() || !folder.equals(chosen)) {
            return; // another one was chosen meanwhile
        }
        try {
            WatchedFolder present =
                    watched.isPresent() ? watched.get() : WatchedFolder.open(Path.of(folder.get()), memory, quietLooks);
            watched = Optional.of(present);
            List<WatchedFolder.Arrival> arrived = present.arrived();
            if (!arrived.isEmpty() && queue.test(arrived)) {
                present.taken(arrived);
            }
            failing = false;
        } catch (IOException | InvalidPathException e) {
            if (!failing) {
                LOG.warn("the watched folder cannot be read", e); // a drive that is not there now may come back
            }
            failing = true;
        } catch (RuntimeException e) { // the edge of this thread: the next look must come
            LOG.error("the watched folder", e);
        }
        var unused = thread.schedule(() -> look(folder), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
