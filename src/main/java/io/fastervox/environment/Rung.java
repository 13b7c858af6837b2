package io.fastervox.environment;

/** How far a repair had to go. Each rung is tried when the one before it did not help. */
public enum Rung {
    /** Nothing was wrong: every file is as it was installed and the self-test passes. */
    SELF_TEST,
    /** The finished environment was there; only {@code current.json} had been lost. */
    FOUND,
    /** The base Python was unpacked again; the environment was whole. */
    BASE_PYTHON,
    /** What Python had compiled was wrong and has been deleted; no list names such files. */
    BYTECODE,
    /** The damaged packages alone were installed again, in place, from wheels on this machine. */
    PACKAGES,
    /** A new folder was filled from wheels on this machine. */
    NEW_FOLDER,
    /** Like one of the two before, with wheels that had to be fetched again. */
    REFETCH,
    /** The profile could not be made to work; the one it falls back to is live. */
    CPU
}
