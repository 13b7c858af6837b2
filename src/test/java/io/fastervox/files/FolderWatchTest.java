package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    @Test
    @Timeout(8) // it would look by itself after 10 s
    void whatComesIntoAFolderThatWasMissingIsToldAtOnce(@TempDir Path folder) throws Exception {
        Path inbox = folder.resolve("inbox");
        try (FolderWatch watch = FolderWatch.of(inbox)) {
            Path message = Files.createFile(inbox.resolve("message"));

            watch.await();

            assertTrue(Files.exists(message));
        }
    }
}
