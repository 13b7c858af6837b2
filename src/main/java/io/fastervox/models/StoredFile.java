package io.fastervox.models;

import io.fastervox.support.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a stored model, as it was when it was verified.
 *
 * @param modified milliseconds since 1970; a file that was touched later is hashed before it is believed
 */
record StoredFile(String path, long bytes, String sha256, long modified) {
    StoredFile {
        ModelIds.requireFileName(path);
    }

    /** Hashes a file. */
    static StoredFile of(Path folder, String path) throws IOException {
        return withHash(folder, path, Sha256.of(folder.resolve(path)));
    }

    /** A file whose hash was checked while it was written. */
    static StoredFile withHash(Path folder, String path, String sha256) throws IOException {
        Path file = folder.resolve(path);
        return new StoredFile(
                path, Files.size(file), sha256, Files.getLastModifiedTime(file).toMillis());
    }

    /** Quick: size and time, and the hash only where the time differs. */
    boolean looksUntouched(Path folder) throws IOException {
        Path file = folder.resolve(path);
        return Files.isRegularFile(file)
                && Files.size(file) == bytes
                && (Files.getLastModifiedTime(file).toMillis() == modified || isIntact(folder));
    }

    /** Thorough: the hash. */
    boolean isIntact(Path folder) throws IOException {
        Path file = folder.resolve(path);
        return Files.isRegularFile(file)
                && Files.size(file) == bytes
                && Sha256.of(file).equals(sha256);
    }
}
