package io.fastervox.desktop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be known of a folder before gigabytes are put there. It need not exist.
 *
 * @param path the folder as it was given
 * @param target the same folder under its full name: behind a substituted or mapped drive letter, with long names for
 *     8.3 ones; equal to {@code path} where there is nothing to resolve
 * @param network whether it lies on another machine
 * @param synchronised the folder of a cloud service that it lies in
 * @param ansi whether programs can name {@code target} that know only the ANSI code page of this system
 * @param asciiName a name of ASCII letters for the same folder: {@code target}'s own or its 8.3 name
 * @param writable whether a file could be made there
 * @param freeBytes what this user may still write there
 */
public record PathFacts(
        Path path,
        Path target,
        boolean network,
        Optional<Path> synchronised,
        boolean ansi,
        Optional<Path> asciiName,
        boolean writable,
        long freeBytes) {

    public static boolean isAscii(Path path) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(path.toString());
    }
}
