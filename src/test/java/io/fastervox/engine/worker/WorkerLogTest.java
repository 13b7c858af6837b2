package io.fastervox.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLogTest {
    private final Path folder;

    WorkerLogTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void appendsToWhatIsThere() throws IOException {
        Path file = folder.resolve("logs").resolve("worker.log");
        new WorkerLog(file).append("one\n");
        new WorkerLog(file).append("two\n");
        assertEquals("one\ntwo\n", Files.readString(file));
    }

    @Test
    void keepsOnePredecessorWhenTheFileIsFull() throws IOException {
        Path file = folder.resolve("worker.log");
        WorkerLog log = new WorkerLog(file);
        String most = "a".repeat(WorkerLog.FILE_BYTES);
        log.append("oldest");
        log.append(most);
        log.append("new");
        assertEquals("new", Files.readString(file));
        assertEquals(most, Files.readString(folder.resolve("worker.log.1")));
    }

    @Test
    void remembersTheTailEvenIfNothingCanBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "").resolve("worker.log");
        WorkerLog log = new WorkerLog(file);
        log.append("x".repeat(WorkerLog.TAIL_CHARS) + "\n");
        log.append("the end\n");
        assertEquals("x".repeat(WorkerLog.TAIL_CHARS - 9) + "\nthe end", log.tail());
        assertFalse(Files.exists(file));
    }
}
