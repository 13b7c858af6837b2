package io.fastervox.desktop.awt;

import java.awt.GraphicsEnvironment;

/** Whether there is a screen to draw on. */
public final class Display {
    private Display() {}

    public static boolean isThere() {
        return !GraphicsEnvironment.isHeadless();
    }
}
