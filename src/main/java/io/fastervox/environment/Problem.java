package io.fastervox.environment;

import java.util.Comparator;

/**
 * A file that is not as it was installed.
 *
 * @param owner the package it belongs to, or the component in brackets, for example {@code (virtual environment)}
 * @param file path below its environment or base Python, with slashes
 */
public record Problem(String owner, String file, Kind kind) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::owner).thenComparing(Problem::file).thenComparing(Problem::kind);

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** Whether the environment cannot be trusted any more; a file too many alone does not make it so. */
    public boolean isDamage() {
        return kind != Kind.EXTRA;
    }

    /** What is wrong with it. */
    public enum Kind {
        MISSING,
        CHANGED,
        /** It belongs to nothing that was installed. */
        EXTRA,
        /** Present, but the list of its package's files cannot be read. */
        UNREADABLE
    }
}
