package io.fastervox.environment;

import java.nio.file.Path;

/**
 * An unpacked base Python.
 *
 * @param root its folder
 * @param python its interpreter
 */
record Base(Path root, Path python, PlatformId platform) {
    private static final String MINOR = "3.12";

    Path sitePackages() {
        return sitePackages(root, platform);
    }

    static Path sitePackages(Path root, PlatformId platform) {
        return platform == PlatformId.WINDOWS
                ? root.resolve("Lib").resolve("site-packages")
                : root.resolve("lib").resolve("python" + MINOR).resolve("site-packages");
    }

    /** Runs the pip that is installed here under any interpreter, without showing that one what else is here. */
    Path pipRunner() {
        return sitePackages().resolve("pip").resolve("__pip-runner__.py");
    }
}
