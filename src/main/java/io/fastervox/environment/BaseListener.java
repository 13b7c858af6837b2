package io.fastervox.environment;

import java.nio.file.Path;

/** Hears that the base Python which came with the program cannot be used and that another one is fetched. */
@FunctionalInterface
public interface BaseListener {
    BaseListener NONE = (archive, flaw) -> {};

    void fetching(Path archive, Flaw flaw);

    /** What is wrong with the archive. */
    enum Flaw {
        MISSING,
        /** It has another SHA-256, or cannot be read. */
        DAMAGED
    }
}
