package io.fastervox.files;

import io.fastervox.support.AtomicFiles;
import io.fastervox.support.HeldOpen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One file of a set that appears as a whole: written aside, then published, and taken back if another one fails. */
final class StagedFile {
    static final String PREFIX = ".fvox-";
    static final String SUFFIX = ".tmp";

    private final Path target;
    private final Path aside;
    private final Path previous;
    private boolean claimed;
    private boolean published;

    /** @param token makes the names of the temporary files; no other run has it */
    StagedFile(Path target, String token) {
        this.target = target;
        this.aside = sibling(target, token, "new");
        this.previous = sibling(target, token, "old");
    }

    /** Writes the content aside and forces it to the disk. */
    void write(byte[] content) throws IOException {
        // Not createTempFile: the file would stay readable by its owner alone.
        Files.write(aside, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        AtomicFiles.force(aside);
    }

    /**
     * Moves the content into place.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is a file and it may not be replaced
     */
    void publish(boolean overwrite) throws IOException {
        if (!overwrite) {
            Files.createFile(target); // atomic: of two programs that try it, one fails
            claimed = true;
        } else if (Files.exists(target)) {
            Files.copy(target, previous);
        }
        AtomicFiles.replace(aside, target);
        published = true;
    }

    /** Restores what was there before. */
    void takeBack() throws IOException {
        if (Files.exists(previous) && published) {
            AtomicFiles.replace(previous, target);
        } else if (claimed || published) {
            HeldOpen.delete(target);
        }
    }

    /** Removes the temporary files. */
    void cleanUp() throws IOException {
        HeldOpen.delete(aside);
        HeldOpen.delete(previous);
    }

    private static Path sibling(Path target, String token, String role) {
        String format = target.getFileName().toString().replaceFirst(".*[.]", "");
        return target.resolveSibling(PREFIX + token + "-" + format + "-" + role + SUFFIX);
    }
}
