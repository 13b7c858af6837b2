package io.fastervox.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderProbeTest {
    @Test
    void theNearestExistingFolderAnswers(@TempDir Path temporary) throws IOException {
        Files.createFile(temporary.resolve("file"));

        FolderProbe probe = FolderProbe.of(temporary.resolve("file").resolve("x"));

        assertEquals(new FolderProbe(Optional.of(temporary), true, probe.freeBytes()), probe);
        assertTrue(probe.freeBytes() > 0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatTakesNoFilesIsNotWritableEvenForRoot() {
        FolderProbe probe = FolderProbe.of(Path.of("/proc/faster-vox"));

        assertEquals(new FolderProbe(Optional.of(Path.of("/proc")), false, Long.MAX_VALUE), probe);
    }
}
