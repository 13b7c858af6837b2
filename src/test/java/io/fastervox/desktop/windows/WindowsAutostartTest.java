package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinReg;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("R6: the start with Windows is what Windows says it is")
class WindowsAutostartTest {
    private static final String ROOT = "Software\\Faster-Vox test\\CurrentVersion";
    private static final String APPROVED = "Explorer\\StartupApproved\\Run";

    private final UserRegistry registry = new UserRegistry(ROOT);
    private final WindowsAutostart autostart = new WindowsAutostart(Path.of("C:\\程序 x\\FasterVox.exe"), registry);

    @AfterEach
    void clear() {
        autostart.turn(false);
    }

    @Test
    void itIsTurnedOnAndOffHoweverOften() throws Exception {
        assertEquals(
                List.of(Optional.of(false), true, true, Optional.of(true), true, true, Optional.of(false)),
                List.of(
                        autostart.isOn(),
                        autostart.turn(true),
                        autostart.turn(true),
                        autostart.isOn(),
                        autostart.turn(false),
                        autostart.turn(false),
                        autostart.isOn()));
    }

    @Test
    void itStartsWithoutAWindow() throws Exception {
        autostart.turn(true);

        assertEquals(Optional.of("\"C:\\程序 x\\FasterVox.exe\" agent --quiet"), registry.text("Run", "Faster-Vox"));
    }

    @Test
    void whoTurnsItOffInTheTaskManagerIsHeardAndTurningItOnHereOverrulesThat() throws Exception {
        autostart.turn(true);
        Advapi32Util.registryCreateKey(WinReg.HKEY_CURRENT_USER, ROOT + "\\" + APPROVED);
        Advapi32Util.registrySetBinaryValue(
                WinReg.HKEY_CURRENT_USER, ROOT + "\\" + APPROVED, "Faster-Vox", new byte[] {3, 0, 0, 0});

        assertEquals(
                List.of(Optional.of(false), true, Optional.of(true)),
                List.of(autostart.isOn(), autostart.turn(true), autostart.isOn()));
    }
}
