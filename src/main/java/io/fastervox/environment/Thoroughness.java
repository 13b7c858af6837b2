package io.fastervox.environment;

/** How closely a live environment is looked at before it counts as usable. */
enum Thoroughness {
    /** Sizes and times at each start; the content once a week (R16). */
    QUICK,
    /** The content of every file. */
    FULL,
    /** The content of every file, and the self-test. */
    TESTED
}
