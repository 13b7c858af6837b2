package io.fastervox.desktop;

import java.io.IOException;
import java.nio.file.Path;

/** Where this user's things lie, and what such a place is worth. */
public interface Folders {
    /** The data folder of the program; it may not exist yet. */
    Path data();

    /** What people write themselves lies there; it may not exist. */
    Path documents();

    /** What counts for all users of this computer lies there, and only administrators write there; it may not exist. */
    Path ofAdministrators();

    /**
     * Looks at a folder. Writes a file and deletes it again, to see whether that is possible.
     *
     * @param folder absolute; need not exist
     * @throws IOException when the system does not answer
     */
    PathFacts facts(Path folder) throws IOException;
}
