package io.fastervox.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsLockTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("locks/a.lock");
    }

    /** Whether another process gets the lock; it lets it go again. */
    private boolean isFreeForOthers() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java, "-cp", System.getProperty("java.class.path"), OsLockTest.class.getName(), file.toString());
        return Exec.of(command, Duration.ofSeconds(60)).run().exitCode() == 0;
    }

    /** The other process. */
    public static void main(String[] arguments) throws IOException {
        System.exit(OsLock.tryAcquire(Path.of(arguments[0])).isPresent() ? 0 : 1);
    }

    @Test
    void whatOneProcessHoldsNoOtherGets() throws Exception {
        OsLock held = OsLock.tryAcquire(file).orElseThrow();
        assertEquals(false, isFreeForOthers());
        held.close();
        assertEquals(true, isFreeForOthers());
    }

    @Test
    void aRefusedSecondTryInTheSameProcessDoesNotGiveTheLockAway() throws Exception {
        OsLock held = OsLock.tryAcquire(file).orElseThrow();
        assertEquals(Optional.empty(), OsLock.tryAcquire(folder.resolve("locks/../locks/a.lock")));
        assertEquals(false, isFreeForOthers());
        held.close();
        OsLock.tryAcquire(file).orElseThrow().close();
    }

    @Test
    void aRemovedLockIsGoneAndTheNextOneIsAnother() throws Exception {
        OsLock first = OsLock.tryAcquire(file).orElseThrow();

        first.remove();

        assertFalse(java.nio.file.Files.exists(file));
        try (OsLock second = OsLock.tryAcquire(file).orElseThrow()) {
            assertTrue(OsLock.tryAcquire(file).isEmpty(), second.toString());
            assertFalse(isFreeForOthers());
        }
    }
}
