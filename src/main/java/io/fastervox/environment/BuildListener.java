package io.fastervox.environment;

import java.nio.file.Path;

/** Hears what a person should know before a build takes long. Called on the thread that builds. */
@FunctionalInterface
public interface BuildListener {
    BuildListener NONE = (archive, flaw) -> {};

    /** The base Python which came with the program cannot be used, and another one is fetched. */
    void fetching(Path archive, Flaw flaw);

    /** A build begins: not heard when the environment is there, nor while another builds. */
    default void building(BuildPlan plan) {}

    /** What is wrong with the archive. */
    enum Flaw {
        MISSING,
        /** It has another SHA-256, or cannot be read. */
        DAMAGED
    }
}
