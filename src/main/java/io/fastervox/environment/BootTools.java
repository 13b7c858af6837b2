package io.fastervox.environment;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * pip, virtualenv and what they need, in the base Python. All are pure Python, for which unpacking the wheel is the whole
 * installation; that takes a tenth of the time that a pip which is not installed itself would need.
 */
final class BootTools {
    private static final BasePython.Unpack EVERYTHING = new BasePython.Unpack("", List.of(), List.of(), List.of());

    private BootTools() {}

    static boolean installed(Base base, Lock boot) throws IOException, InterruptedException {
        return PackageCheck.of(base.root(), base.sitePackages(), boot.versions())
                .problems()
                .isEmpty();
    }

    /**
     * Deletes what Python has compiled of them. On a full disk Python 3.12 leaves truncated bytecode without noticing, and
     * fails on it ever after.
     */
    static void forgetBytecode(Base base) throws IOException {
        if (!Files.isDirectory(base.sitePackages())) {
            return;
        }
        List<Path> compiled;
        try (Stream<Path> files = Files.walk(base.sitePackages())) {
            compiled = files.filter(file -> file.endsWith("__pycache__")).toList();
        }
        for (Path folder : compiled) {
            FileTrees.delete(folder);
        }
    }

    /** Installs all of them anew from the cache, whose wheels have been checked. */
    static void install(Base base, Lock boot, WheelCache cache)
            throws EnvironmentException, IOException, InterruptedException {
        Path sitePackages = base.sitePackages();
        FileTrees.delete(sitePackages);
        Files.createDirectories(sitePackages);
        for (LockedWheel wheel : boot.wheels()) {
            try (ZipFile zip = new ZipFile(cache.path(wheel).toFile())) {
                Map<String, ZipEntry> plan = ArchivePlan.of(zip, EVERYTHING);
                if (!wheel.file().endsWith("-none-any.whl")
                        || plan.keySet().stream().anyMatch(path -> path.contains(".data/"))) {
                    throw failure(wheel.name(), "not a pure Python wheel: " + wheel.file());
                }
                Unpacking.run(zip, plan, sitePackages);
            }
        }
        List<Problem> problems =
                PackageCheck.of(base.root(), sitePackages, boot.versions()).problems();
        if (!problems.isEmpty()) {
            throw failure(problems.get(0).owner(), problems.toString());
        }
    }

    private static EnvironmentException failure(String tool, String reason) {
        return new EnvironmentException(ErrorCode.ENVIRONMENT_INSTALL_FAILED, tool + ": " + reason, tool, reason);
    }
}
