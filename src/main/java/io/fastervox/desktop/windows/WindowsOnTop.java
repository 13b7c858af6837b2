package io.fastervox.desktop.windows;

import com.sun.jna.WString;
import io.fastervox.desktop.OnTop;

/** By {@code SetWindowPos}, which gives the window no focus. */
public final class WindowsOnTop implements OnTop {
    private static final long HWND_TOPMOST = -1;
    private static final int SWP_NOSIZE_NOMOVE_NOACTIVATE = 0x1 | 0x2 | 0x10;

    @Override
    public void lift(String title) {
        long window = WindowFunctions.USER32.FindWindowW(null, new WString(title));
        if (window != 0) {
            WindowFunctions.USER32.SetWindowPos(window, HWND_TOPMOST, 0, 0, 0, 0, SWP_NOSIZE_NOMOVE_NOACTIVATE);
        }
    }
}
