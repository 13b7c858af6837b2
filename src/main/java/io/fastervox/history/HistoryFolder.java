package io.fastervox.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The names in the folder of the history: {@code <id>.json} or {@code <id>.json.sealed}, and likewise the recordings. */
record HistoryFolder(Path path) {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final String SCRATCH = ".scratch-";
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    void make() throws IOException {
        Files.createDirectories(path);
        ownerOnly(path, "rwx------");
    }

    /** Where the system has such permissions; on Windows the data folder is the person's alone. */
    static void ownerOnly(Path file, String permissions) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }

    String newId(Instant now) {
        Instant when = now;
        while (holdsEntry(ID.format(when)) || holdsRecording(ID.format(when))) {
            when = when.plusMillis(1);
        }
        return ID.format(when);
    }

    static Instant when(String id) {
        return ID.parse(id, Instant::from);
    }

    /** The newest first. */
    List<String> ids() throws IOException {
        TreeSet<String> ids = new TreeSet<>(Comparator.reverseOrder());
        for (String name : names()) {
            String id = name.split("\\.", 2)[0];
            if (isId(id)) {
                ids.add(id);
            }
        }
        return List.copyOf(ids);
    }

    private static boolean isId(String name) {
        try {
            return name.equals(ID.format(when(name)));
        } catch (DateTimeException e) {
            return false; // not one of ours
        }
    }

    private List<String> names() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    Path entry(String id) {
        return path.resolve(id + ".json");
    }

    Path sealedEntry(String id) {
        return path.resolve(id + ".json.sealed");
    }

    Path recording(String id) {
        return path.resolve(id + ".wav");
    }

    Path sealedRecording(String id) {
        return path.resolve(id + ".wav.sealed");
    }

    boolean holdsEntry(String id) {
        return Files.exists(entry(id)) || Files.exists(sealedEntry(id));
    }

    boolean holdsRecording(String id) {
        return Files.exists(recording(id)) || Files.exists(sealedRecording(id));
    }

    void delete(String id) throws IOException {
        for (Path file : List.of(entry(id), sealedEntry(id), recording(id), sealedRecording(id))) {
            Files.deleteIfExists(file);
        }
    }

    /** A file that is gone soon, which its owner alone may read. */
    Path scratch() throws IOException {
        return Files.createTempFile(path, SCRATCH, ".wav");
    }

    /** Deletes scratch files whose program was killed. */
    void sweep(Instant now) throws IOException {
        for (String name : names()) {
            Path file = path.resolve(name);
            if (name.startsWith(SCRATCH)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(FORGOTTEN))) {
                Files.deleteIfExists(file);
            }
        }
    }
}
