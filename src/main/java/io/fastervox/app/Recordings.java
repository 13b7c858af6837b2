package io.fastervox.app;

import java.nio.file.Path;
import java.util.List;

/** The recordings that one word of the command line names: one of them, or all that a pattern fits. */
record Recordings(List<Path> paths) {
    Recordings {
        paths = List.copyOf(paths);
    }

    /** Those of all words, in their order. */
    static List<Path> of(List<Recordings> words) {
        return words.stream().flatMap(word -> word.paths().stream()).toList();
    }
}
