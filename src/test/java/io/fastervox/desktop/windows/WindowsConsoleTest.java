package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
class WindowsConsoleTest {
    /** The tier reads the tests' output through pipes. */
    @Test
    void aPipeIsNoTerminal() {
        try (WindowsConsole console = WindowsConsole.prepare()) {
            assertEquals(List.of(false, false), List.of(console.out(), console.err()));
        }
    }
}
