package io.fastervox.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code .complete} of an unpacked base Python, written last. */
record BaseManifest(String id, String python, String sha256, Map<String, FileFact> files) {
    static final String FILE = ".complete";

    BaseManifest {
        files = new TreeMap<>(files);
    }

    /** The manifest of a folder, or nothing if it is not complete. */
    static Optional<BaseManifest> read(Path root) throws IOException {
        Path file = root.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.strict().readValue(Files.readAllBytes(file), BaseManifest.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    void write(Path root) throws IOException {
        AtomicFiles.write(root.resolve(FILE), Json.strict().writeValueAsBytes(this));
    }
}
