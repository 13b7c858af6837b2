package io.fastervox.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * One file to fetch.
 *
 * @param name what people read
 * @param target where the finished file lies; while it is incomplete, {@code <target>.part} holds what has come
 * @param sha256 lower-case hex; a file with another hash is never kept
 * @param bytes its exact size
 */
public record Transfer(String name, Path target, String sha256, long bytes, Addresses addresses) {
    public Transfer {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
    }

    public Transfer(String name, Path target, String sha256, long bytes, List<URI> sources) {
        this(name, target, sha256, bytes, Addresses.of(sources));
    }
}
