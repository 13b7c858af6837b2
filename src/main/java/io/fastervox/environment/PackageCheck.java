package io.fastervox.environment;

import io.fastervox.support.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * Compares the installed packages with what their RECORDs say, by content.
 *
 * @param owners path below the root → package, for every file that a RECORD names
 * @param problems sorted
 * @param whole the packages that are there and untouched
 */
record PackageCheck(Map<String, String> owners, List<Problem> problems, Set<String> whole) {
    private static final int THREADS = 2;
    private static final String INFO = ".dist-info";

    /**
     * Reads and compares everything.
     *
     * @param root folder of the environment
     * @param sitePackages the folder in it that holds the packages
     * @param versions normalised name → version of what should be there
     */
    static PackageCheck of(Path root, Path sitePackages, Map<String, String> versions)
            throws IOException, InterruptedException {
        Map<String, String> owners = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        List<Expected> files = new ArrayList<>();
        Map<String, Path> infos = infos(sitePackages);
        Set<String> whole = new TreeSet<>();
        for (Map.Entry<String, String> wanted : versions.entrySet()) {
            String name = wanted.getKey();
            whole.add(name);
            Path info = infos.get(key(name, wanted.getValue()));
            if (info == null) {
                String missing = FolderScan.relative(root, sitePackages) + "/" + name;
                problems.add(new Problem(name, missing, Problem.Kind.MISSING));
                continue;
            }
            Path record = info.resolve("RECORD");
            String listed = FolderScan.relative(root, record);
            try {
                for (RecordFile.Entry entry : RecordFile.read(record)) {
                    addExpected(root, sitePackages, name, entry, owners, files);
                }
                if (!owners.containsKey(listed)) {
                    throw new IOException("does not name itself");
                }
            } catch (IOException e) {
                problems.add(new Problem(
                        name, listed, Files.exists(record) ? Problem.Kind.UNREADABLE : Problem.Kind.MISSING));
            }
        }
        try {
            Parallel.map("record", THREADS, files, Expected::problems).forEach(problems::addAll);
        } catch (ExecutionException e) {
            throw new IOException("cannot read installed files: " + e.getCause(), e.getCause());
        }
        problems.sort(null);
        problems.forEach(problem -> whole.remove(problem.owner()));
        return new PackageCheck(owners, problems, whole);
    }

    private static void addExpected(
            Path root,
            Path sitePackages,
            String owner,
            RecordFile.Entry entry,
            Map<String, String> owners,
            List<Expected> files)
            throws IOException {
        Path file = sitePackages.resolve(entry.path()).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("names a file outside: " + entry.path());
        }
        String path = FolderScan.relative(root, file);
        if (FolderScan.isBytecode(path)) {
            return;
        }
        owners.put(path, owner);
        files.add(new Expected(owner, path, file, entry.sha256().orElse("")));
    }

    /** Normalised name and version → its {@code .dist-info}. */
    private static Map<String, Path> infos(Path sitePackages) throws IOException {
        Map<String, Path> infos = new HashMap<>();
        if (Files.isDirectory(sitePackages)) {
            try (Stream<Path> folders = Files.list(sitePackages)) {
                folders.forEach(folder ->
                        key(String.valueOf(folder.getFileName())).ifPresent(known -> infos.put(known, folder)));
            }
        }
        return infos;
    }

    /** Normalised name and version, as the name of a {@code .dist-info} folder states them. */
    static Optional<String> key(String folder) {
        int dash = folder.lastIndexOf('-', folder.length() - INFO.length() - 1);
        return folder.endsWith(INFO) && dash > 0
                ? Optional.of(
                        key(folder.substring(0, dash), folder.substring(dash + 1, folder.length() - INFO.length())))
                : Optional.empty();
    }

    static String key(LockedWheel wheel) {
        return key(wheel.name(), wheel.version());
    }

    private static String key(String project, String version) {
        return LockedWheel.normalise(project) + " " + version;
    }

    /** A file as a RECORD states it; an empty hash means that only its presence is known. */
    private record Expected(String owner, String path, Path file, String sha256) {
        List<Problem> problems() throws IOException {
            if (!Files.isRegularFile(file)) {
                return List.of(new Problem(owner, path, Problem.Kind.MISSING));
            }
            boolean same = sha256.isEmpty() || Sha256.of(file).equals(sha256);
            return same ? List.of() : List.of(new Problem(owner, path, Problem.Kind.CHANGED));
        }
    }
}
