package io.fastervox.app;

/** The exit codes of {@code fvox}; documented in {@code fvox --help}, never renumbered. */
final class ExitCode {
    static final int OK = 0;
    /** The work, or a part of it, failed: a file could not be transcribed, a check found damage. */
    static final int FAILED = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** The program cannot work here yet: no environment, no model, no network. */
    static final int NOT_READY = 3;
    /** Ended by Ctrl-C, as shells expect it (128 + SIGINT). */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
