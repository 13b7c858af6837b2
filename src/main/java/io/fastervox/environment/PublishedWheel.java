package io.fastervox.environment;

import java.util.Objects;

/**
 * A wheel of a lock that no package index has. Its publisher states its SHA-256 and size when a build is planned.
 *
 * @param bytes about how large it is, to be shown
 * @param publisher id of a {@link Sources.Publisher}
 */
public record PublishedWheel(String name, String version, String file, long bytes, String publisher) {
    public PublishedWheel {
        Objects.requireNonNull(publisher, "publisher");
        LockedWheel.require(name, version, file, bytes);
    }

    LockedWheel stated(String sha256, long size) {
        return new LockedWheel(name, version, file, sha256, size);
    }
}
