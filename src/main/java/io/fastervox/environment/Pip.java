package io.fastervox.environment;

import io.fastervox.support.Exec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Installs wheels from the cache into an environment, offline, each checked against its hash. */
record Pip(Base base, WheelCache cache, IsolatedPython isolated) {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** Lets pip write its bytecode once, or each of several pips side by side would spend a second on compiling. */
    boolean warmUp() throws EnvironmentException, IOException, InterruptedException {
        List<String> arguments = List.of("install", "--help");
        Exec.Result result = isolated.run(base.python(), "", base.pipRunner().toString(), arguments, LIMIT);
        if (!result.succeeded()) {
            throw VirtualEnvironment.failure("pip", result);
        }
        return true;
    }

    void install(VirtualEnvironment environment, Collection<LockedWheel> wheels)
            throws EnvironmentException, IOException, InterruptedException {
        Path requirements = Files.createTempFile(isolated.temporary(), "requirements", ".txt");
        try {
            Files.writeString(requirements, requirements(wheels), StandardCharsets.UTF_8);
            List<String> arguments = List.of(
                    "--isolated",
                    "--disable-pip-version-check",
                    "--no-input",
                    "--no-color",
                    "--quiet",
                    "install",
                    "--no-index",
                    "--find-links",
                    cache.folder().toString(),
                    "--require-hashes",
                    "--no-deps",
                    "--only-binary",
                    ":all:",
                    "--no-compile",
                    "--no-cache-dir",
                    "--no-warn-script-location",
                    "--root-user-action",
                    "ignore",
                    "--requirement",
                    requirements.toString());
            String pip = base.pipRunner().toString();
            Exec.Result result = isolated.run(environment.python(), "", pip, arguments, LIMIT);
            if (!result.succeeded()) {
                throw VirtualEnvironment.failure("pip", result);
            }
        } finally {
            Files.deleteIfExists(requirements);
        }
    }

    /** The wheels in pip's requirements format, one exact version and hash a line, by name. */
    static String requirements(Collection<LockedWheel> wheels) {
        StringBuilder lines = new StringBuilder();
        wheels.stream()
                .sorted(Comparator.comparing(LockedWheel::name))
                .forEach(wheel -> lines.append(wheel.name())
                        .append("==")
                        .append(wheel.version())
                        .append(" --hash=sha256:")
                        .append(wheel.sha256())
                        .append('\n'));
        return lines.toString();
    }
}
