package io.fastervox.environment;

import io.fastervox.download.Transfer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A base Python as an archive on this machine.
 *
 * @param file a zip or jar; it may be absent as long as the base is already unpacked
 * @param sha256 what its bytes must hash to before anything of it is used
 * @param bytes its exact size, where the pin names it
 * @param addresses where the same bytes are published, best first; none for what belongs to one build alone
 */
public record BaseArchive(
        String id,
        String python,
        Path file,
        String sha256,
        OptionalLong bytes,
        List<URI> addresses,
        BasePython.Unpack unpack,
        String interpreter,
        Optional<String> pip,
        Optional<String> pathFile) {
    private static final int HASH_DIGITS = 12;

    public BaseArchive {
        addresses = List.copyOf(addresses);
    }

    /** Name of the folder it is unpacked into: another archive never lands in the same one. */
    String folderName() {
        return id + "-" + sha256.substring(0, HASH_DIGITS);
    }

    /** How to fetch another one; nothing where that is not possible. */
    Optional<Transfer> transfer(Path target) {
        return bytes.isPresent() && !addresses.isEmpty()
                ? Optional.of(
                        new Transfer(target.getFileName().toString(), target, sha256, bytes.getAsLong(), addresses))
                : Optional.empty();
    }
}
