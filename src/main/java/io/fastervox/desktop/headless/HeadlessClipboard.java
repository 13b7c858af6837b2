package io.fastervox.desktop.headless;

import io.fastervox.desktop.Clipboard;

/** A clipboard of this program alone. */
public final class HeadlessClipboard implements Clipboard {
    private volatile Content content = new Content.Empty();

    @Override
    public Content read() {
        return content;
    }

    @Override
    public Copied copy(String text) {
        put(new Content.Text(text));
        return new Copied.Done();
    }

    /** What a person copies elsewhere. */
    public void put(Content copied) {
        content = copied;
    }
}
