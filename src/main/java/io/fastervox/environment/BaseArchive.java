package io.fastervox.environment;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A base Python as an archive on this machine.
 *
 * @param file a zip or jar; it may be absent as long as the base is already unpacked
 * @param sha256 what its bytes must hash to before anything of it is used
 */
public record BaseArchive(
        String id,
        String python,
        Path file,
        String sha256,
        BasePython.Unpack unpack,
        String interpreter,
        Optional<String> pip,
        Optional<String> pathFile) {
    private static final int HASH_DIGITS = 12;

    /** Name of the folder it is unpacked into: another archive never lands in the same one. */
    String folderName() {
        return id + "-" + sha256.substring(0, HASH_DIGITS);
    }
}
