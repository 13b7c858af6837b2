package io.fastervox.environment;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * Which path of an environment belongs to which package, while several packages are unpacked side by side. Names that are
 * one on Windows (letter case, composed letters) count as one everywhere. Thread-safe.
 */
final class Claims {
    private final Map<String, String> files = new HashMap<>();
    private final Set<String> folders = new HashSet<>();
    private final Set<String> emptyFiles = new HashSet<>();

    /**
     * Claims paths for a package. Two packages may both have an empty file: that of a folder that they share
     * ({@code nvidia/__init__.py}).
     *
     * @param empty those of the paths whose files are empty
     * @return the empty ones that another package has already
     * @throws ZipException if another one is taken, or is a folder of another path
     */
    synchronized Set<String> claim(String owner, Collection<String> paths, Set<String> empty) throws ZipException {
        Set<String> shared = new HashSet<>();
        for (String path : paths) {
            String file = folded(path);
            String other = files.putIfAbsent(file, owner);
            if (other != null && !other.equals(owner) && empty.contains(path) && emptyFiles.contains(path)) {
                shared.add(path);
            } else if (other != null) {
                throw new ZipException("two files for " + path + " (" + other + ")");
            }
            if (empty.contains(path)) {
                emptyFiles.add(path);
            }
            for (int slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
                folders.add(file.substring(0, slash));
            }
        }
        for (String path : paths) {
            String file = folded(path);
            if (folders.contains(file)) {
                throw new ZipException("both a file and a folder: " + path);
            }
            for (int slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
                if (files.containsKey(file.substring(0, slash))) {
                    throw new ZipException("a file where a folder is needed: " + path);
                }
            }
        }
        return shared;
    }

    synchronized boolean isClaimed(String path) {
        return files.containsKey(folded(path));
    }

    private static String folded(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
