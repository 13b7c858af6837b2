package io.fastervox.environment;

/** What the names of an environment's folders may hold. */
public enum FolderNames {
    /** Everything: shown for the profiles that are run from a folder outside the code page in the tests. */
    ANY,
    /** Only what the ANSI code page of the system knows: for packages that nobody has seen work otherwise. */
    ANSI
}
