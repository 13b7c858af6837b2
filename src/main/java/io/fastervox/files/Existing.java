package io.fastervox.files;

/** What happens when an output's name is taken by a file that is there already. */
public enum Existing {
    /** The recording is refused. */
    KEEP,
    /** The file is replaced. */
    REPLACE,
    /** The output gets the next free name: {@code talk (2).txt}. */
    RENAME
}
