package io.fastervox.environment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code environment.json}: what was installed and verified in a folder.
 *
 * @param root where it was built; scripts and {@code pyvenv.cfg} hold this path, so a moved environment is none
 * @param lock name of the lock
 * @param base folder name of the base Python it stands on
 * @param made ISO instant
 * @param packages by normalised name
 * @param own the files of the virtual environment itself, with hashes
 */
record EnvironmentManifest(
        int version,
        String root,
        String lock,
        String lockId,
        String profile,
        String base,
        String made,
        Map<String, Installed> packages,
        Map<String, FileFact> own) {
    static final int VERSION = 1;

    EnvironmentManifest {
        requireKnown(version);
        packages = new TreeMap<>(packages);
        own = new TreeMap<>(own);
    }

    private static void requireKnown(int version) {
        if (version != VERSION) {
            throw new IllegalArgumentException("version " + version);
        }
    }

    /** What says which environment it is: every command reads that before anything else, and its files only to check them. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Head(int version, String root, String lockId, String profile) {
        Head {
            requireKnown(version);
        }
    }

    /** A package and its files; their hashes are in its RECORD. */
    record Installed(String version, Map<String, FileFact> files) {
        Installed {
            files = new TreeMap<>(files);
        }
    }

    /** Package → version. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        packages.forEach((name, installed) -> versions.put(name, installed.version()));
        return versions;
    }

    /** Path → fact of every file. */
    Map<String, FileFact> files() {
        Map<String, FileFact> all = new TreeMap<>(own);
        packages.values().forEach(installed -> all.putAll(installed.files()));
        return all;
    }

    /** Path → package, for the files that belong to one. */
    Map<String, String> owners() {
        Map<String, String> owners = new TreeMap<>();
        packages.forEach((name, installed) -> installed.files().keySet().forEach(path -> owners.put(path, name)));
        return owners;
    }
}
