package io.fastervox.environment;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Exec;
import io.fastervox.support.FullDisk;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A virtual environment in its folder. It holds nothing but the interpreter until packages come; pip stays in the base.
 *
 * @param root its folder
 */
record VirtualEnvironment(Path root, PlatformId platform) {
    /** What its own files are called in problems. */
    static final String OWNER = "(virtual environment)";

    private static final String TOOL = "virtualenv";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    Path python() {
        return platform == PlatformId.WINDOWS
                ? root.resolve("Scripts").resolve("python.exe")
                : root.resolve("bin").resolve("python");
    }

    Path sitePackages() {
        return Base.sitePackages(root, platform);
    }

    /**
     * Makes it with the base's virtualenv and returns its own files, with hashes.
     *
     * @param ours which of the files that are there afterwards to take for its own
     */
    SortedMap<String, FileFact> create(Base base, IsolatedPython isolated, Predicate<String> ours)
            throws EnvironmentException, IOException, InterruptedException {
        List<String> arguments = List.of(
                "--quiet",
                "--copies",
                "--no-seed",
                "--no-periodic-update",
                "--no-vcs-ignore",
                "--app-data",
                isolated.temporary().resolve("virtualenv").toString(),
                root.toString());
        Exec.Result result = isolated.run(base.python(), "", TOOL, arguments, LIMIT);
        if (!result.succeeded() || !Files.isRegularFile(python())) {
            throw failure(result);
        }
        if (platform == PlatformId.LINUX) {
            copyLibrary(base);
        }
        SortedMap<String, FileFact> own = new TreeMap<>();
        for (var file : FolderScan.of(root).entrySet()) {
            if (!EnvironmentFolder.isOurs(file.getKey()) && ours.test(file.getKey())) {
                String sha256 = Sha256.of(root.resolve(file.getKey()));
                own.put(
                        file.getKey(),
                        new FileFact(file.getValue().bytes(), file.getValue().modified(), Optional.of(sha256)));
            }
        }
        return own;
    }

    /** The interpreter looks for its library beside itself; virtualenv copies only the interpreter. */
    private void copyLibrary(Base base) throws IOException {
        Path from = base.root().resolve("lib");
        try (DirectoryStream<Path> libraries = Files.newDirectoryStream(from, "libpython*.so*")) {
            for (Path library : libraries) {
                Path to = root.resolve("lib").resolve(String.valueOf(library.getFileName()));
                Files.copy(library, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private EnvironmentException failure(Exec.Result result) {
        String said = result.describe();
        if (FullDisk.isReason(said, root)) {
            return new EnvironmentException(ErrorCode.DISK_FULL, TOOL + ": " + said, root, TOOL);
        }
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        String last = lines.isEmpty() ? said : lines.get(lines.size() - 1).strip();
        return new EnvironmentException(ErrorCode.ENVIRONMENT_INSTALL_FAILED, TOOL + " failed, " + said, TOOL, last);
    }
}
