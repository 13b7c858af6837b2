package io.fastervox.engine.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The environment variables of a worker: what is inherited without what could lead it to foreign libraries. */
final class WorkerEnvironment {
    /** Where Linux looks for libraries first, also for those of the environment's own Python. */
    static final String LIBRARY_PATH = "LD_LIBRARY_PATH";

    private static final String DRIVER = "libcuda.so.1";

    private static final List<String> REMOVED_PREFIXES =
            List.of("PYTHON", "PIP_", "CUDA_PATH", "VIRTUAL_ENV", "LD_PRELOAD");

    private static final Map<String, String> ADDED = Map.of(
            "HF_HUB_OFFLINE", "1",
            "CUDA_DEVICE_ORDER", "PCI_BUS_ID",
            "CUDA_MODULE_LOADING", "LAZY",
            // Kernels that the driver compiles for a new GPU; its default is too small for all of them.
            "CUDA_CACHE_MAXSIZE", "2147483648");

    private WorkerEnvironment() {}

    static Map<String, String> of(Map<String, String> inherited, Path python) {
        Map<String, String> clean = new TreeMap<>();
        inherited.forEach((name, value) -> {
            if (REMOVED_PREFIXES.stream().noneMatch(name.toUpperCase(Locale.ROOT)::startsWith)) {
                clean.put(name, value);
            }
        });
        clean.putAll(ADDED);
        // SystemRoot is there on every Windows and nowhere else.
        Optional<String> windows = inherited.entrySet().stream()
                .filter(variable -> variable.getKey().equalsIgnoreCase("SystemRoot"))
                .map(Map.Entry::getValue)
                .findAny();
        if (windows.isPresent()) {
            clean.keySet().removeIf(name -> name.equalsIgnoreCase("PATH"));
            clean.put("PATH", python.getParent() + ";" + windows.get() + "\\System32");
        } else {
            clean.computeIfPresent(LIBRARY_PATH, (name, folders) -> foldersOfDriver(folders));
        }
        return clean;
    }

    /** Null when it is in none of them: the system knows where it is. */
    private static @Nullable String foldersOfDriver(String folders) {
        String kept = Arrays.stream(folders.split(":"))
                .filter(folder -> folder.startsWith("/") && Files.exists(Path.of(folder, DRIVER)))
                .collect(Collectors.joining(":"));
        return kept.isEmpty() ? null : kept;
    }
}
