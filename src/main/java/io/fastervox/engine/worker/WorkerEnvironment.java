package io.fastervox.engine.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The environment variables of a worker: what is inherited without what could lead it to foreign libraries. */
final class WorkerEnvironment {
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
        inherited.entrySet().stream()
                .filter(variable -> variable.getKey().equalsIgnoreCase("SystemRoot"))
                .findAny()
                .ifPresent(root -> {
                    clean.keySet().removeIf(name -> name.equalsIgnoreCase("PATH"));
                    clean.put("PATH", python.getParent() + ";" + root.getValue() + "\\System32");
                });
        return clean;
    }
}
