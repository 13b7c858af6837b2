package io.fastervox.desktop.windows;

import io.fastervox.desktop.Shortcut;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A shortcut that this program presses. */
final class Chord {
    private Chord() {}

    /**
     * Presses it for so long that slow programs see it, and lets go in any case.
     *
     * @return false when Windows did not take all of it
     */
    static boolean press(Shortcut shortcut, int milliseconds, WindowThread thread) {
        List<Integer> keys = new ArrayList<>(
                shortcut.modifiers().stream().sorted().map(VirtualKeys::of).toList());
        keys.add(VirtualKeys.of(shortcut.key()));
        boolean pressed = Keyboard.send(keys.stream().map(Keyboard.Stroke::down).toList());
        long end = System.nanoTime() + milliseconds * 1_000_000L;
        for (long left = milliseconds; left > 0; left = (end - System.nanoTime()) / 1_000_000L) {
            thread.pump((int) left);
        }
        Collections.reverse(keys);
        return Keyboard.send(keys.stream().map(Keyboard.Stroke::up).toList()) && pressed;
    }
}
