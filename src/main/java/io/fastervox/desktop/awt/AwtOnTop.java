package io.fastervox.desktop.awt;

import io.fastervox.desktop.OnTop;
import java.awt.Dialog;
import java.awt.Window;
import java.util.stream.Stream;

/** By AWT. Not for Windows: AWT calls {@code SetWindowPos} without {@code SWP_NOACTIVATE} there, and who writes is interrupted. */
public final class AwtOnTop implements OnTop {
    @Override
    public void lift(String title) {
        Stream.of(Window.getWindows())
                .filter(window -> window instanceof Dialog dialog && title.equals(dialog.getTitle()))
                .forEach(window -> window.setAlwaysOnTop(true));
    }
}
