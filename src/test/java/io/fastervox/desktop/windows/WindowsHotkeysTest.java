package io.fastervox.desktop.windows;

import io.fastervox.desktop.Hotkeys;
import io.fastervox.desktop.HotkeysContract;
import io.fastervox.desktop.headless.HeadlessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
class WindowsHotkeysTest extends HotkeysContract {
    @SuppressWarnings("NullAway.Init") // JUnit calls open
    private WindowsHotkeys hotkeys;

    @BeforeEach
    void open() throws WindowsException {
        hotkeys = new WindowsHotkeys(new HeadlessSession());
    }

    @AfterEach
    void close() {
        hotkeys.close();
    }

    @Override
    protected Hotkeys hotkeys() {
        return hotkeys;
    }
}
