package io.fastervox.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerEnvironmentTest {
    private static final Path PYTHON = Path.of("env", "Scripts", "python.exe");

    @Test
    void takesAwayForeignPythonsAndCudas() {
        Map<String, String> inherited = Map.ofEntries(
                Map.entry("PYTHONHOME", "x"),
                Map.entry("PythonPath", "x"),
                Map.entry("PIP_INDEX_URL", "x"),
                Map.entry("CUDA_PATH", "x"),
                Map.entry("CUDA_PATH_V11_8", "x"),
                Map.entry("VIRTUAL_ENV", "x"),
                Map.entry("VIRTUAL_ENV_PROMPT", "x"),
                Map.entry("LD_PRELOAD", "x"),
                Map.entry("HF_HUB_OFFLINE", "0"),
                Map.entry("PATH", "/usr/bin"),
                Map.entry("HOME", "/home/a"));
        assertEquals(
                Map.of(
                        "PATH", "/usr/bin",
                        "HOME", "/home/a",
                        "HF_HUB_OFFLINE", "1",
                        "CUDA_DEVICE_ORDER", "PCI_BUS_ID",
                        "CUDA_MODULE_LOADING", "LAZY",
                        "CUDA_CACHE_MAXSIZE", "2147483648"),
                WorkerEnvironment.of(inherited, PYTHON));
    }

    @Test
    void leadsWindowsToTheEnvironmentAndTheSystemAlone() {
        Map<String, String> inherited = Map.of("SYSTEMROOT", "C:\\Windows", "Path", "C:\\CUDA\\bin;C:\\Python311");
        assertEquals(
                Map.of(
                        "SYSTEMROOT", "C:\\Windows",
                        "PATH", PYTHON.getParent() + ";C:\\Windows\\System32",
                        "HF_HUB_OFFLINE", "1",
                        "CUDA_DEVICE_ORDER", "PCI_BUS_ID",
                        "CUDA_MODULE_LOADING", "LAZY",
                        "CUDA_CACHE_MAXSIZE", "2147483648"),
                WorkerEnvironment.of(inherited, PYTHON));
    }

    @Test
    void ofTheFoldersWithLibrariesOnlyThoseOfTheGpusDriverAreLeftAndTheProcessorNeedsNone(@TempDir Path folder)
            throws Exception {
        Path driver = Files.createDirectory(folder.resolve("driver"));
        Files.createFile(driver.resolve("libcuda.so.1"));
        Path conda = Files.createDirectory(folder.resolve("conda"));
        Files.createFile(conda.resolve("libpython3.12.so.1.0"));
        Map<String, String> inherited = Map.of("LD_LIBRARY_PATH", conda + ":" + driver + "::relative");

        WorkerCommand command = WorkerCommand.of(PYTHON, folder, inherited, folder);

        assertEquals(driver.toString(), command.forDevice("cuda").environment().get("LD_LIBRARY_PATH"));
        assertFalse(command.forDevice("cpu").environment().containsKey("LD_LIBRARY_PATH"));
    }

    @Test
    void withoutADriverNoFolderWithLibrariesIsLeft(@TempDir Path conda) {
        Map<String, String> inherited = Map.of("LD_LIBRARY_PATH", conda.toString());

        assertFalse(WorkerEnvironment.of(inherited, PYTHON).containsKey("LD_LIBRARY_PATH"));
    }
}
