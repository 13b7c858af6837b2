package io.fastervox.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.Clipboard.Content;
import io.fastervox.desktop.Clipboard.Copied;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Clipboard} keeps to. */
public abstract class ClipboardContract {
    protected abstract Clipboard clipboard();

    @ParameterizedTest
    @ValueSource(strings = {"plain", "一二三", "two\nlines", "𝄞 outside the basic plane"})
    void aCopiedTextIsReadAsItWas(String text) {
        Clipboard clipboard = clipboard();

        Copied copied = clipboard.copy(text);

        assertEquals(List.of(new Copied.Done(), new Content.Text(text)), List.of(copied, clipboard.read()));
    }
}
