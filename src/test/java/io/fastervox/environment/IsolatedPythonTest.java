package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IsolatedPythonTest {
    @Test
    void aChildSeesNothingOfTheUsersPythonPipOrCuda() {
        IsolatedPython isolated = new IsolatedPython(
                java.nio.file.Path.of("tied.py"),
                java.nio.file.Path.of("/data/tmp"),
                Map.of(
                        "PATH", "/bin",
                        "PYTHONPATH", "x",
                        "PythonHome", "x",
                        "PIP_INDEX_URL", "x",
                        "LD_PRELOAD", "x",
                        "CUDA_PATH_V12_1", "x",
                        "VIRTUAL_ENV", "x",
                        "HTTPS_PROXY", "http://proxy:8080"));

        assertEquals(
                Map.of(
                        "PATH", "/bin",
                        "HTTPS_PROXY", "http://proxy:8080",
                        "PIP_CONFIG_FILE", "/dev/null",
                        "VIRTUALENV_CONFIG_FILE", "/data/tmp/no-virtualenv.ini",
                        "TMPDIR", "/data/tmp",
                        "TEMP", "/data/tmp",
                        "TMP", "/data/tmp"),
                isolated.environment());
    }
}
