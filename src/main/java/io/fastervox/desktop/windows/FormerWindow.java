package io.fastervox.desktop.windows;

import com.sun.jna.ptr.IntByReference;

/**
 * The window that a person worked in before a menu of this program took its place: the first in the order of the screen that
 * has a title and a button in the taskbar.
 */
public final class FormerWindow {
    private static final int GW_HWNDNEXT = 2;
    private static final int GWL_EXSTYLE = -20;
    private static final int WS_EX_TOOLWINDOW_NOACTIVATE = 0x80 | 0x0800_0000;
    private static final int DWMWA_CLOAKED = 14;
    /** The order may change while it is gone through. */
    private static final int LOOKS = 1000;

    /** Does nothing when another one is in front already. */
    public void bringBack() {
        if (isWorkedIn(WindowFunctions.USER32.GetForegroundWindow())) {
            return;
        }
        long window = WindowFunctions.USER32.GetTopWindow(0);
        for (int i = 0; i < LOOKS && window != 0; i++) {
            if (isWorkedIn(window)) {
                WindowFunctions.USER32.SetForegroundWindow(window);
                return;
            }
            window = WindowFunctions.USER32.GetWindow(window, GW_HWNDNEXT);
        }
    }

    private static boolean isWorkedIn(long window) {
        return WindowFunctions.USER32.IsWindowVisible(window)
                && !WindowFunctions.USER32.IsIconic(window)
                && (WindowFunctions.USER32.GetWindowLongW(window, GWL_EXSTYLE) & WS_EX_TOOLWINDOW_NOACTIVATE) == 0
                && WindowFunctions.USER32.GetWindowTextLengthW(window) > 0
                && !isCloaked(window);
    }

    /** As those of the Store are that rest, and those of another virtual desktop. Wine does not know. */
    private static boolean isCloaked(long window) {
        IntByReference cloaked = new IntByReference();
        int result = DesktopFunctions.DWMAPI.DwmGetWindowAttribute(window, DWMWA_CLOAKED, cloaked, Integer.BYTES);
        return result == 0 && cloaked.getValue() != 0;
    }
}
