package io.fastervox.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What other sources or broken attempts left in a model's folder: a second vocabulary would be read by the engine. */
final class Leftovers {
    private static final List<String> ENDINGS = List.of(".part", ".part.json", ".joined", ".tmp");

    private Leftovers() {}

    static void delete(Path folder, Optional<ModelEntry> entry, List<StoredFile> files) throws IOException {
        Set<String> foreign = new HashSet<>(List.of("vocabulary.txt", "vocabulary.json", "preprocessor_config.json"));
        entry.ifPresent(known -> known.sources().forEach(source -> foreign.addAll(source.paths())));
        files.forEach(file -> foreign.remove(file.path()));
        try (Stream<Path> present = Files.list(folder)) {
            for (Path file : present.toList()) {
                String name = String.valueOf(file.getFileName());
                if (foreign.contains(name) || ENDINGS.stream().anyMatch(name::endsWith)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
