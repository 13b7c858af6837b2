package io.fastervox.desktop.windows;

import io.fastervox.desktop.Clipboard;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.PasterContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
class WindowsPasterTest extends PasterContract {
    @SuppressWarnings("NullAway.Init") // JUnit calls open
    private WindowsPaster paster;

    @SuppressWarnings("NullAway.Init") // JUnit calls open
    private WindowsClipboard clipboard;

    @BeforeEach
    void open() throws WindowsException {
        paster = new WindowsPaster(new WindowsForeground());
        clipboard = new WindowsClipboard();
    }

    @AfterEach
    void close() {
        paster.close();
        clipboard.close();
    }

    @Override
    protected Paster paster() {
        return paster;
    }

    @Override
    protected Clipboard clipboard() {
        return clipboard;
    }
}
