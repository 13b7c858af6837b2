package io.fastervox.desktop.windows;

/**
 * How long an insertion waits for what, in milliseconds.
 *
 * @param held for a person to let go of Ctrl, Shift, Alt and Windows
 * @param chord how long Ctrl and V are down
 * @param receipt for the target to fetch the text
 * @param cap after which the clipboard is given back in any case
 */
record PasteTimes(int held, int chord, int receipt, int cap) {
    static final PasteTimes USUAL = new PasteTimes(800, 25, 2000, 8000);
}
