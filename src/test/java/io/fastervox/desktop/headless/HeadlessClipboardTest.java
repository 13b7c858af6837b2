package io.fastervox.desktop.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.Clipboard;
import io.fastervox.desktop.Clipboard.Content;
import io.fastervox.desktop.ClipboardContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlessClipboardTest extends ClipboardContract {
    private final HeadlessClipboard clipboard = new HeadlessClipboard();

    @Override
    protected Clipboard clipboard() {
        return clipboard;
    }

    @Test
    void isEmptyAtFirstAndHoldsWhatIsCopiedElsewhere() {
        Content files = new Content.Files(List.of("meeting.wav"));
        Content before = clipboard.read();
        clipboard.put(files);

        assertEquals(List.of(new Content.Empty(), files), List.of(before, clipboard.read()));
    }

    @Test
    void aTextDoesNotShowInALog() {
        assertEquals("Text[6 characters]", new Content.Text("secret").toString());
    }
}
