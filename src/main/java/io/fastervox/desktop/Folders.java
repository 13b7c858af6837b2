package io.fastervox.desktop;

import java.nio.file.Path;

/** Where this user's things lie. */
public interface Folders {
    /** The data folder of the program; it may not exist yet. */
    Path data();
}
