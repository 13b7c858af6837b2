package io.fastervox.desktop.windows;

import io.fastervox.desktop.Key;
import io.fastervox.desktop.Modifier;
import io.fastervox.desktop.Shortcut;
import java.util.List;
import java.util.Map;

/**
 * The numbers that Windows gives to keys.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/inputdev/virtual-key-codes">Virtual-key codes</a>
 */
final class VirtualKeys {
    static final int CONTROL = 0x11;
    static final int F1 = 0x70;
    static final int F24 = 0x87;
    static final int LEFT_WIN = 0x5B;
    static final int RIGHT_WIN = 0x5C;
    static final int LEFT_ALT = 0xA4;
    static final int RIGHT_ALT = 0xA5;

    /** Every key that is held while another one is pressed, left and right. */
    static final List<Integer> MODIFIERS = List.of(0xA0, 0xA1, 0xA2, 0xA3, LEFT_ALT, RIGHT_ALT, LEFT_WIN, RIGHT_WIN);

    private static final Map<Key, Integer> NAMED = Map.ofEntries(
            Map.entry(Key.BACKSPACE, 0x08),
            Map.entry(Key.TAB, 0x09),
            Map.entry(Key.ENTER, 0x0D),
            Map.entry(Key.PAUSE, 0x13),
            Map.entry(Key.ESCAPE, 0x1B),
            Map.entry(Key.SPACE, 0x20),
            Map.entry(Key.PAGE_UP, 0x21),
            Map.entry(Key.PAGE_DOWN, 0x22),
            Map.entry(Key.END, 0x23),
            Map.entry(Key.HOME, 0x24),
            Map.entry(Key.LEFT, 0x25),
            Map.entry(Key.UP, 0x26),
            Map.entry(Key.RIGHT, 0x27),
            Map.entry(Key.DOWN, 0x28),
            Map.entry(Key.INSERT, 0x2D),
            Map.entry(Key.DELETE, 0x2E),
            Map.entry(Key.SCROLL_LOCK, 0x91));

    private VirtualKeys() {}

    static int of(Key key) {
        Integer named = NAMED.get(key);
        if (named != null) {
            return named;
        }
        String label = key.label();
        // Letters and digits are their ASCII codes.
        return label.length() == 1 ? label.charAt(0) : F1 + Integer.parseInt(label.substring(1)) - 1;
    }

    static int of(Modifier modifier) {
        return switch (modifier) {
            case CTRL -> CONTROL;
            case ALT -> 0x12;
            case SHIFT -> 0x10;
            case WIN -> LEFT_WIN;
        };
    }

    /** The {@code MOD_…} flags of {@code RegisterHotKey}. */
    static int flags(Shortcut shortcut) {
        return shortcut.modifiers().stream()
                .mapToInt(modifier -> switch (modifier) {
                    case ALT -> 1;
                    case CTRL -> 2;
                    case SHIFT -> 4;
                    case WIN -> 8;
                })
                .sum();
    }

    /** Whether a key counts as one of the enhanced keyboard, beside its twin on the number pad. */
    static boolean isExtended(int key) {
        return (key >= 0x21 && key <= 0x28)
                || key == 0x2D
                || key == 0x2E
                || key == 0xA3
                || key == RIGHT_ALT
                || key == LEFT_WIN
                || key == RIGHT_WIN;
    }
}
