package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IsolatedPythonTest {
    @Test
    void aChildSeesNothingOfTheUsersPythonPipOrCuda() {
        Path temporary = Path.of("/data/tmp");
        IsolatedPython isolated = new IsolatedPython(
                Path.of("tied.py"),
                temporary,
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
                        "PIP_CONFIG_FILE", File.separatorChar == '\\' ? "nul" : "/dev/null",
                        "VIRTUALENV_CONFIG_FILE",
                                temporary.resolve("no-virtualenv.ini").toString(),
                        "TMPDIR", temporary.toString(),
                        "TEMP", temporary.toString(),
                        "TMP", temporary.toString()),
                isolated.environment());
    }
}
