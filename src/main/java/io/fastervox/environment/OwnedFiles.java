package io.fastervox.environment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which files of an environment belong to whom.
 *
 * @param packages path → package
 * @param own files of the virtual environment itself
 */
record OwnedFiles(Map<String, String> packages, Set<String> own) {
    /** Files that belong to nobody, under the name of the package in whose folder they lie. */
    List<Problem> extras(Collection<String> found) {
        Map<String, String> folders = new HashMap<>();
        packages.forEach((path, owner) -> folders.merge(folder(path), owner, OwnedFiles::onlyIfSame));
        List<Problem> extras = new ArrayList<>();
        for (String path : found) {
            if (!packages.containsKey(path) && !own.contains(path) && !EnvironmentFolder.isOurs(path)) {
                String owner = folders.getOrDefault(folder(path), "");
                extras.add(new Problem(owner.isEmpty() ? VirtualEnvironment.OWNER : owner, path, Problem.Kind.EXTRA));
            }
        }
        return extras;
    }

    /** A folder that several packages share tells nothing. */
    private static String onlyIfSame(String one, String other) {
        return one.equals(other) ? one : "";
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
