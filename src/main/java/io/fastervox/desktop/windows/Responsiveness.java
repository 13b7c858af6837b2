package io.fastervox.desktop.windows;

import com.sun.jna.ptr.LongByReference;

/** Whether a window's program takes messages at all. */
final class Responsiveness {
    private static final int WM_NULL = 0;
    private static final int SMTO_ABORTIFHUNG = 2;
    private static final int PATIENCE = 250;

    private Responsiveness() {}

    /** Whether Windows has given the window up: it has taken no message for five seconds. */
    static boolean hangs(long window) {
        return WindowFunctions.USER32.IsHungAppWindow(window);
    }

    /** Whether it takes one now; none always does. Meanwhile this thread still answers what others ask of it, such as for a promised text. */
    static boolean answers(long window) {
        return window == 0
                || WindowFunctions.USER32.SendMessageTimeoutW(
                                window, WM_NULL, 0, 0, SMTO_ABORTIFHUNG, PATIENCE, new LongByReference())
                        != 0;
    }
}
