package io.fastervox.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.HeldOpen;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages to whoever owns the queue, from any process: a file each, written whole, read in the order of their times,
 * deleted when they have been obeyed.
 */
public final class QueueInbox {
    private static final Logger LOG = LoggerFactory.getLogger(QueueInbox.class);
    private static final String SUFFIX = ".message";
    private static final String REFUSED = ".refused";

    private static final Duration LONGEST_PUT = Duration.ofHours(1);

    private final Path folder;
    private final Clock clock;
    /** Those that were told of. */
    private final Set<Path> unread = ConcurrentHashMap.newKeySet();

    /** @param jobs the folder of the queue */
    public QueueInbox(Path jobs, Clock clock) {
        this.folder = jobs.resolve("inbox");
        this.clock = clock;
    }

    /** Leaves a message; gives the file that is gone once the message was obeyed. */
    public Path put(QueueMessage message) throws IOException {
        String name = String.format(Locale.ROOT, "%015d-%s", clock.millis(), UUID.randomUUID());
        Path file = folder.resolve(name + SUFFIX);
        AtomicFiles.write(file, JobFile.json().writerFor(QueueMessage.class).writeValueAsBytes(message));
        return file;
    }

    /** Removes what senders that were killed left. */
    void tidy() throws IOException {
        AtomicFiles.tidy(folder, clock.instant().minus(LONGEST_PUT));
    }

    FolderWatch watch() {
        return FolderWatch.of(folder);
    }

    /** The messages that wait, the oldest first. */
    List<Path> waiting() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            found.forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        files.sort(null);
        return files;
    }

    /**
     * The content. What is no message is set aside under another name; a file that cannot be read stays, and is tried again
     * whenever the inbox is looked at. Neither keeps those behind it.
     */
    Optional<QueueMessage> read(Path file) {
        try {
            byte[] content = HeldOpen.retried(file, () -> Files.readAllBytes(file));
            Optional<QueueMessage> message = message(content);
            if (message.isEmpty()) {
                LOG.warn("{} is no message", file);
                AtomicFiles.replace(file, file.resolveSibling(file.getFileName() + REFUSED));
            }
            return message;
        } catch (IOException e) {
            if (unread.add(file)) {
                LOG.warn("a message cannot be read", e);
            }
            return Optional.empty();
        }
    }

    private static Optional<QueueMessage> message(byte[] content) throws IOException {
        try {
            return Optional.ofNullable(JobFile.json().readValue(content, QueueMessage.class));
        } catch (JsonProcessingException e) {
            LOG.debug("not a message", e);
            return Optional.empty();
        }
    }
}
