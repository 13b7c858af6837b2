package io.fastervox.environment;

import io.fastervox.support.Exec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs Python code that sees nothing of the user's Python, pip or CUDA settings, and that ends with this process.
 *
 * @param tied the script that runs a module and ends it when its standard input ends
 * @param temporary where the child puts temporary files and caches
 */
record IsolatedPython(Path tied, Path temporary, Map<String, String> inherited) {
    private static final Set<String> DROPPED = Set.of(
            "LD_LIBRARY_PATH",
            "LD_PRELOAD",
            "VIRTUAL_ENV",
            "CONDA_PREFIX",
            "__PYVENV_LAUNCHER__",
            "TMPDIR",
            "TEMP",
            "TMP");
    private static final List<String> DROPPED_PREFIXES = List.of("PYTHON", "PIP_", "VIRTUALENV_", "CUDA_PATH");

    IsolatedPython {
        inherited = Map.copyOf(inherited);
    }

    /**
     * Runs a module.
     *
     * @param path what is put in front of the module search path, or empty
     * @param module a module's name or a file ending in {@code .py}
     */
    Exec.Result run(Path python, String path, String module, List<String> arguments, Duration limit)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(python.toString(), "-I", "-X", "utf8", tied.toString(), path, module));
        command.addAll(arguments);
        return Exec.of(command, limit).withEnvironment(environment()).run();
    }

    /** The environment of every Python child. */
    Map<String, String> environment() {
        Map<String, String> kept = new TreeMap<>();
        inherited.forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            if (!DROPPED.contains(upper) && DROPPED_PREFIXES.stream().noneMatch(upper::startsWith)) {
                kept.put(name, value);
            }
        });
        String folder = temporary.toString();
        kept.putAll(Map.of("TMPDIR", folder, "TEMP", folder, "TMP", folder));
        // Even an isolated pip reads the machine's configuration file; the null device stops that.
        kept.put("PIP_CONFIG_FILE", java.io.File.separatorChar == '\\' ? "nul" : "/dev/null");
        kept.put(
                "VIRTUALENV_CONFIG_FILE", temporary.resolve("no-virtualenv.ini").toString());
        return kept;
    }
}
