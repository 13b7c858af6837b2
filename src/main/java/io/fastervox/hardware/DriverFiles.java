package io.fastervox.hardware;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where NVIDIA's libraries and its tool are. Looking at files is quick and wakes nobody; on most machines it ends here.
 *
 * @param nvml its path, or its name where only the loader can know; empty: not there
 * @param nvcuda likewise
 * @param nvidiaSmi where it would be
 */
record DriverFiles(Optional<String> nvml, Optional<String> nvcuda, Path nvidiaSmi) {
    private static final String NVML_SO = "libnvidia-ml.so.1";
    private static final String CUDA_SO = "libcuda.so.1";

    /** Where distributions, containers and WSL put a driver's libraries. */
    private static final List<String> FOLDERS = List.of(
            "usr/lib/x86_64-linux-gnu",
            "usr/lib64",
            "usr/lib",
            "usr/lib/wsl/lib",
            "usr/local/nvidia/lib64",
            "run/opengl-driver/lib");

    private static final List<String> TOOL_FOLDERS = List.of("usr/bin", "usr/lib/wsl/lib", "usr/local/bin");

    /** @param root {@code /} */
    static DriverFiles ofLinux(Path root, Map<String, String> variables) {
        List<Path> folders = Stream.concat(
                        named(variables.get("LD_LIBRARY_PATH")),
                        FOLDERS.stream().map(root::resolve))
                .toList();
        List<Path> tools = Stream.concat(
                        named(variables.get("PATH")), TOOL_FOLDERS.stream().map(root::resolve))
                .toList();
        boolean loaded = Files.exists(root.resolve("proc/driver/nvidia/version"));
        return new DriverFiles(
                first(folders, NVML_SO).or(() -> loaded ? Optional.of(NVML_SO) : Optional.empty()),
                first(folders, CUDA_SO).or(() -> loaded ? Optional.of(CUDA_SO) : Optional.empty()),
                Path.of(first(tools, "nvidia-smi")
                        .orElse(root.resolve("usr/bin/nvidia-smi").toString())));
    }

    /**
     * System32 first: an old folder NVSMI may hold what an earlier driver has left.
     *
     * @param system {@code C:\Windows\System32}
     * @param programs {@code C:\Program Files}
     */
    static DriverFiles ofWindows(Path system, Path programs) {
        List<Path> folders =
                List.of(system, programs.resolve("NVIDIA Corporation").resolve("NVSMI"));
        return new DriverFiles(
                first(folders, "nvml.dll"),
                first(List.of(system), "nvcuda.dll"),
                Path.of(first(folders, "nvidia-smi.exe")
                        .orElse(system.resolve("nvidia-smi.exe").toString())));
    }

    boolean none() {
        return nvml.isEmpty() && nvcuda.isEmpty();
    }

    private static Stream<Path> named(@org.jspecify.annotations.Nullable String list) {
        return list == null
                ? Stream.empty()
                : Stream.of(list.split(File.pathSeparator, -1))
                        .filter(folder -> folder.startsWith("/"))
                        .map(Path::of);
    }

    private static Optional<String> first(List<Path> folders, String file) {
        return folders.stream()
                .map(folder -> folder.resolve(file))
                .filter(Files::isRegularFile)
                .map(Path::toString)
                .findFirst();
    }
}
