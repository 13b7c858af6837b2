package io.fastervox.desktop.windows;

import io.fastervox.desktop.Clipboard;
import io.fastervox.desktop.ClipboardContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
class WindowsClipboardTest extends ClipboardContract {
    @SuppressWarnings("NullAway.Init") // JUnit calls open
    private WindowsClipboard clipboard;

    @BeforeEach
    void open() throws WindowsException {
        clipboard = new WindowsClipboard();
    }

    @AfterEach
    void close() {
        clipboard.close();
    }

    @Override
    protected Clipboard clipboard() {
        return clipboard;
    }
}
