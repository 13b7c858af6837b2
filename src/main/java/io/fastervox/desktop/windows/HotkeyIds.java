package io.fastervox.desktop.windows;

import java.util.BitSet;

/**
 * The numbers under which Windows knows the hotkeys of a program, of which it has some 49,000. One that was given back is used
 * again as late as possible: a press that was told under it may still be on its way.
 */
final class HotkeyIds {
    /** The highest that a program may use. */
    static final int HIGHEST = 0xBFFF;

    private final BitSet used = new BitSet();
    private int latest;

    /** One that nobody has; never {@link #HIGHEST}. */
    int take() {
        do {
            latest = latest % (HIGHEST - 1) + 1;
        } while (used.get(latest));
        used.set(latest);
        return latest;
    }

    void giveBack(int id) {
        used.clear(id);
    }
}
