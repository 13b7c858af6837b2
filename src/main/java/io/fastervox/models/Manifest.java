package io.fastervox.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code manifest.json} of a stored model, written last: without it the folder is incomplete.
 *
 * @param version of this format
 * @param source label of where the files came from
 * @param fetchedAt ISO time
 * @param damaged what the last thorough check found wrong; empty when all was well
 * @param loadedBy the engine that loaded it
 * @param loadedAt ISO time
 */
record Manifest(
        int version,
        String id,
        String source,
        String fetchedAt,
        List<StoredFile> files,
        List<String> damaged,
        Optional<String> loadedBy,
        Optional<String> loadedAt) {
    static final String FILE_NAME = "manifest.json";
    private static final int VERSION = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Manifest.class);

    Manifest {
        files = List.copyOf(files);
        damaged = List.copyOf(damaged);
    }

    static Manifest fetched(String id, String source, Instant now, List<StoredFile> files) {
        return new Manifest(VERSION, id, source, now.toString(), files, List.of(), Optional.empty(), Optional.empty());
    }

    Manifest loaded(String engine, Instant now) {
        return new Manifest(
                version, id, source, fetchedAt, files, damaged, Optional.of(engine), Optional.of(now.toString()));
    }

    Manifest notLoaded() {
        return new Manifest(version, id, source, fetchedAt, files, damaged, Optional.empty(), Optional.empty());
    }

    Manifest withDamaged(List<String> bad) {
        return new Manifest(version, id, source, fetchedAt, files, bad, loadedBy, loadedAt);
    }

    /** Absent, of another version or unreadable: all mean that the folder is not known to be complete. */
    static Optional<Manifest> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Manifest manifest = Json.strict().readValue(Files.readAllBytes(file), Manifest.class);
            return Optional.of(manifest).filter(read -> read.version == VERSION);
        } catch (JsonProcessingException e) {
            LOG.warn("{} cannot be read, the model counts as incomplete", file, e);
            return Optional.empty();
        }
    }

    void write(Path folder) throws IOException {
        AtomicFiles.write(folder.resolve(FILE_NAME), Json.strict().writeValueAsBytes(this));
    }

    /** The same with the present times of the files, which were found right although their times differed. */
    Manifest withTimesOf(Path folder) throws IOException {
        List<StoredFile> now = new ArrayList<>();
        for (StoredFile file : files) {
            now.add(StoredFile.withHash(folder, file.path(), file.sha256()));
        }
        return new Manifest(version, id, source, fetchedAt, now, damaged, loadedBy, loadedAt);
    }

    /** Paths of the files that are not what they were, by a quick look. */
    List<String> touched(Path folder) throws IOException {
        List<String> bad = new ArrayList<>();
        for (StoredFile file : files) {
            if (damaged.contains(file.path()) || !file.looksUntouched(folder)) {
                bad.add(file.path());
            }
        }
        return bad;
    }
}
