package io.fastervox.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until something comes into a folder, without looking there again and again where the system tells. */
final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    /** Should the system forget to tell. */
    private static final Duration TOLD = Duration.ofSeconds(10);

    private static final Duration UNTOLD = Duration.ofMillis(300);

    private final Optional<WatchService> changes;

    private FolderWatch(Optional<WatchService> changes) {
        this.changes = changes;
    }

    /** @param folder is made when it is missing */
    static FolderWatch of(Path folder) {
        try {
            Files.createDirectories(folder);
            WatchService service = folder.getFileSystem().newWatchService();
            folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            return new FolderWatch(Optional.of(service));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info("{} is looked at every {} ms: {}", folder, UNTOLD.toMillis(), e.toString());
            return new FolderWatch(Optional.empty());
        }
    }

    /** May return though nothing came. */
    void await() throws InterruptedException {
        if (changes.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(UNTOLD.toMillis());
            return;
        }
        @Nullable WatchKey changed = changes.get().poll(TOLD.toMillis(), TimeUnit.MILLISECONDS);
        if (changed != null) {
            changed.pollEvents();
            changed.reset();
        }
    }

    @Override
    public void close() throws IOException {
        if (changes.isPresent()) {
            changes.get().close();
        }
    }
}
