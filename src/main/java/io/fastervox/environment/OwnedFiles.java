package io.fastervox.environment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which files of an environment belong to whom.
 *
 * @param packages path → package
 * @param own files of the virtual environment itself
 */
record OwnedFiles(Map<String, String> packages, Set<String> own) {
    /** The owner of a file that lies in no package's own folder. */
    static final String NOBODY = "(no package)";

    private static final Pattern INFO = Pattern.compile("(.*/)?[^/]+\\.dist-info/RECORD");

    /** Files that belong to nobody, under the name of the package in whose own folder they lie. */
    List<Problem> extras(Collection<String> found) {
        Map<String, String> folders = folders();
        List<Problem> extras = new ArrayList<>();
        for (String path : found) {
            if (!packages.containsKey(path) && !own.contains(path) && !EnvironmentFolder.isOurs(path)) {
                String owner = NOBODY;
                for (String at = folder(path); !at.isEmpty() && owner.equals(NOBODY); at = folder(at)) {
                    owner = folders.getOrDefault(at, NOBODY);
                }
                extras.add(new Problem(owner, path, Problem.Kind.EXTRA));
            }
        }
        return extras;
    }

    /** Folder → the package that alone has files in it. The folder that holds all packages is nobody's. */
    private Map<String, String> folders() {
        Set<String> shared = packages.keySet().stream()
                .map(INFO::matcher)
                .filter(Matcher::matches)
                .map(info -> Objects.requireNonNullElse(info.group(1), ""))
                .collect(Collectors.toSet());
        Map<String, String> folders = new HashMap<>();
        packages.forEach((path, owner) -> {
            if (shared.stream().anyMatch(root -> path.startsWith(root) && path.indexOf('/', root.length()) > 0)) {
                folders.merge(folder(path), owner, (one, other) -> one.equals(other) ? one : NOBODY);
            }
        });
        return folders;
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
