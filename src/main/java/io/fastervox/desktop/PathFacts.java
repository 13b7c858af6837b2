package io.fastervox.desktop;

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
 * @param writable whether a file could be made there
 * @param freeBytes what this user may still write there
 */
public record PathFacts(
        Path path, Path target, boolean network, Optional<Path> synchronised, boolean writable, long freeBytes) {}
