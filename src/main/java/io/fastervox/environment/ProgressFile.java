package io.fastervox.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.Json;
import io.fastervox.support.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * {@code .progress.json}: how far the builder is, for the processes that wait for it. It holds only while the builder's lock
 * is held. A file that cannot be written or read is no failure: then there is nothing to show.
 */
record ProgressFile(Path file) {
    void write(Progress progress) {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(aside, Json.strict().writeValueAsBytes(progress));
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            delete(); // a disk without room, or Windows while somebody reads: the next one comes soon
        }
    }

    Optional<Progress> read() {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Json.strict().readValue(Files.readAllBytes(file), Progress.class))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty(); // not ours
        } catch (IOException e) {
            return Optional.empty(); // replaced at this moment
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".new"));
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return; // it holds for nobody once the lock is free
        }
    }
}
