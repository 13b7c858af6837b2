package io.fastervox.app;

import picocli.CommandLine.TypeConversionException;

/** A value that an option does not take. */
final class NotPossible extends TypeConversionException {
    private static final long serialVersionUID = 1;

    private final String possible;

    /** @param possible the values that it takes, as people type them; empty when there are too many to tell */
    NotPossible(String possible) {
        super("possible: " + possible);
        this.possible = possible;
    }

    String possible() {
        return possible;
    }
}
