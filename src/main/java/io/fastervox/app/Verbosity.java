package io.fastervox.app;

import picocli.CommandLine.Option;

/** {@code -v}, which every command has that does long work. */
final class Verbosity {
    @Option(
            names = {"-v", "--verbose"},
            descriptionKey = "fvox.verbose")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }
}
