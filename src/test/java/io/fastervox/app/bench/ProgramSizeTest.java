package io.fastervox.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramSizeTest {
    @Test
    void everyFileCountsInOneComponent(@TempDir Path program) throws IOException {
        List<String> files = List.of(
                "runtime/bin/server/jvm.dll",
                "app/faster-vox.jar",
                "app/jnidispatch.dll",
                "app/python-embed/python.zip",
                "app/python-embed/wheels/pip.whl",
                "app/python-embed/locks/cpu.json",
                "app/runner/main.py",
                "app/licenses/jna/LICENSE",
                "fvox.exe",
                "app/fvox.cfg");
        for (int i = 0; i < files.size(); i++) {
            Path file = program.resolve(files.get(i));
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[1 << i]);
        }

        Map<String, Double> sizes = new LinkedHashMap<>();
        ProgramSize.of(program).forEach(samples -> sizes.put(samples.of(), samples.median()));

        Map<String, Double> expected = new LinkedHashMap<>();
        expected.put("installed", 1023.0);
        expected.put("installed, Java runtime", 1.0);
        expected.put("installed, jars", 2.0);
        expected.put("installed, native library", 4.0);
        expected.put("installed, embeddable Python", 8.0);
        expected.put("installed, boot wheels", 16.0);
        expected.put("installed, locks and sources", 32.0);
        expected.put("installed, runner", 64.0);
        expected.put("installed, licences", 128.0);
        expected.put("installed, launchers", 256.0);
        expected.put("installed, icons and settings", 512.0);
        assertEquals(expected, sizes);
    }
}
