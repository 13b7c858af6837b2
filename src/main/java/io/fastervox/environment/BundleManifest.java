package io.fastervox.environment;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code faster-vox-bundle.json}, the first entry of an offline bundle: what it is for and what is in it.
 *
 * @param platform see {@link PlatformId#id}
 * @param lockId of the profile's lock; another lock has other wheels
 * @param bootLockId of pip and virtualenv
 * @param model id of the model in it
 */
record BundleManifest(
        int version,
        String program,
        String platform,
        String profile,
        String lockId,
        String bootLockId,
        Optional<String> model,
        List<Entry> files) {
    static final int VERSION = 1;
    static final String NAME = "faster-vox-bundle.json";

    BundleManifest {
        files = List.copyOf(files);
        Set<String> paths = new HashSet<>();
        for (Entry file : files) {
            if (!paths.add(file.path())) {
                throw new IllegalArgumentException(file.path() + " comes twice");
            }
        }
    }

    /** A file in it: its path in the archive, with slashes, and what it must be. */
    record Entry(String path, String sha256, long bytes) {
        Entry {
            if (!sha256.matches("[0-9a-f]{64}") || bytes < 0) {
                throw new IllegalArgumentException(path + ": " + sha256 + " " + bytes);
            }
        }
    }

    long bytes() {
        return files.stream().mapToLong(Entry::bytes).sum();
    }
}
