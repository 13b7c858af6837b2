package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
@Timeout(60)
@DisplayName("A thread with a window")
class WindowThreadTest {
    @Test
    void aTaskThatFailsKeepsNoOtherFromItsTurn() throws Exception {
        try (WindowThread thread = WindowThread.start("FasterVoxTest", false, () -> WindowThread.FOREVER)) {
            thread.post(() -> {
                throw new IllegalStateException("a defect");
            });
            assertEquals("done", thread.call(() -> "done"));
        }
    }

    @Test
    void whoAsksAfterItsEndIsRefused() throws Exception {
        WindowThread thread = WindowThread.start("FasterVoxTest", false, () -> WindowThread.FOREVER);
        thread.close();

        assertThrows(WindowsException.class, () -> thread.call(() -> "too late"));
    }
}
