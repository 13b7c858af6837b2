package io.fastervox.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The program as the Windows installer puts it in place. */
final class InstalledProgram {
    private InstalledProgram() {}

    /** {@code FasterVox.exe}, with what Explorer starts beside it; empty in a checkout. */
    static Optional<Path> launcher() {
        return Optional.ofNullable(System.getProperty("jpackage.app-path"))
                .map(started -> Path.of(started).resolveSibling("FasterVox.exe"))
                .filter(launcher -> Files.isRegularFile(launcher.resolveSibling("FasterVoxFiles.exe")));
    }
}
