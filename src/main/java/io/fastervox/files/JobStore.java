package io.fastervox.files;

import io.fastervox.support.AtomicFiles;
import io.fastervox.support.HeldOpen;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of jobs: a journal each, the last number given, whether the queue is paused, and which job runs. For one thread
 * at a time.
 */
final class JobStore {
    private static final Logger LOG = LoggerFactory.getLogger(JobStore.class);
    private static final String SUFFIX = ".job";
    private static final String LAST_NUMBER = "last-number";
    private static final String RUNNING = "running";

    private final Path folder;
    private final Map<Integer, StoredJob> jobs = new TreeMap<>();
    private int lastNumber;

    private JobStore(Path folder) {
        this.folder = folder;
    }

    /** Reads all jobs. A file that is none is left alone. */
    static JobStore open(Path folder) throws IOException {
        JobStore store = new JobStore(folder);
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                read(file).ifPresent(job -> store.jobs.put(job.history().number(), job));
            }
        }
        store.lastNumber = Stream.concat(store.jobs.keySet().stream(), Stream.of(number(folder.resolve(LAST_NUMBER))))
                .max(Comparator.naturalOrder())
                .orElse(0);
        return store;
    }

    private static Optional<StoredJob> read(Path file) {
        String name = file.getFileName().toString();
        try {
            int number = Integer.parseInt(name.substring(0, name.length() - SUFFIX.length()));
            JobFile.Content content = JobFile.read(file);
            if (content.entries().isEmpty() || !(content.entries().get(0) instanceof JobEntry.Added added)) {
                LOG.warn("{} holds no job", file);
                return Optional.empty();
            }
            JobHistory history = new JobHistory(number, added);
            content.entries().forEach(history::apply);
            return Optional.of(new StoredJob(content.file(), history));
        } catch (NumberFormatException | IOException e) {
            LOG.warn("{} cannot be read as a job", file, e);
            return Optional.empty();
        }
    }

    /** Removes what owners that were killed left. For the owner. */
    void tidy() throws IOException {
        AtomicFiles.tidy(folder, Instant.MAX);
        try {
            running(Optional.empty());
        } catch (IOException e) {
            LOG.info(
                    "which job ran stays told: {}",
                    e.toString()); // it counts while the queue is owned, and is set anew
        }
    }

    StoredJob add(JobOrder order, String origin) throws IOException {
        int number = lastNumber + 1;
        AtomicFiles.write(folder.resolve(LAST_NUMBER), Integer.toString(number));
        lastNumber = number;
        JobEntry.Added added = new JobEntry.Added(order, number, origin);
        Path path = folder.resolve(String.format(Locale.ROOT, "%06d", number) + SUFFIX);
        StoredJob job = new StoredJob(JobFile.write(path, List.of(added)), new JobHistory(number, added));
        jobs.put(number, job);
        return job;
    }

    void remove(StoredJob job) throws IOException {
        Files.deleteIfExists(job.file().path());
        jobs.remove(job.history().number());
    }

    Optional<StoredJob> get(int number) {
        return Optional.ofNullable(jobs.get(number));
    }

    /** In the order in which they are worked on. */
    List<StoredJob> all() {
        List<StoredJob> ordered = new ArrayList<>(jobs.values());
        ordered.sort(Comparator.comparingDouble(job -> job.history().place()));
        return ordered;
    }

    boolean isPaused() {
        return Files.exists(folder.resolve("paused"));
    }

    void pause(boolean paused) throws IOException {
        if (paused) {
            AtomicFiles.write(folder.resolve("paused"), "");
        } else {
            Files.deleteIfExists(folder.resolve("paused"));
        }
    }

    /** Tells other processes which job runs; it counts as long as the queue is owned. */
    void running(Optional<StoredJob> job) throws IOException {
        Path file = folder.resolve(RUNNING);
        if (job.isPresent()) {
            AtomicFiles.write(file, Integer.toString(job.get().history().number()));
        } else {
            HeldOpen.delete(file);
        }
    }

    /** The number of the job that runs, or ran when its owner was killed; 0 when none does. */
    static int running(Path folder) throws IOException {
        return number(folder.resolve(RUNNING));
    }

    private static int number(Path file) throws IOException {
        try {
            return Integer.parseInt(
                    HeldOpen.retried(file, () -> Files.readString(file)).strip());
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }
}
