package io.fastervox.environment;

import io.fastervox.support.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Compares a folder with a manifest. */
final class ManifestCheck {
    private ManifestCheck() {}

    /** By sizes and times only. */
    static List<Problem> quick(
            Map<String, FileFact> manifest, Map<String, FileFact> found, Function<String, String> owner) {
        List<Problem> problems = new ArrayList<>();
        manifest.forEach((path, fact) -> {
            FileFact present = found.get(path);
            if (present == null) {
                problems.add(new Problem(owner.apply(path), path, Problem.Kind.MISSING));
            } else if (!present.looksLike(fact)) {
                problems.add(new Problem(owner.apply(path), path, Problem.Kind.CHANGED));
            }
        });
        return problems;
    }

    /** By content, for the files whose hash the manifest holds. */
    static List<Problem> full(Path root, Map<String, FileFact> manifest, Map<String, FileFact> found, String owner)
            throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (Map.Entry<String, FileFact> entry : manifest.entrySet()) {
            Optional<String> expected = entry.getValue().sha256();
            if (expected.isEmpty()) {
                continue;
            }
            String path = entry.getKey();
            FileFact present = found.get(path);
            if (present == null) {
                problems.add(new Problem(owner, path, Problem.Kind.MISSING));
            } else if (present.bytes() != entry.getValue().bytes()
                    || !Sha256.of(root.resolve(path)).equals(expected.get())) {
                problems.add(new Problem(owner, path, Problem.Kind.CHANGED));
            }
        }
        return problems;
    }
}
