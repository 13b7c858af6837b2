package io.fastervox.models;

/** How far a model on disk is. */
public enum ModelState {
    /** Nothing of it is here. */
    ABSENT,
    /** It was being fetched or imported; the next {@code get} goes on. */
    INCOMPLETE,
    /** All files were verified, but no engine has loaded them yet. */
    PRESENT,
    /** A file is missing or not what it was. */
    DAMAGED,
    /** The engine has loaded it (R24). */
    USABLE
}
