package io.fastervox.desktop.windows;

import com.sun.jna.Memory;
import java.util.ArrayList;
import java.util.List;

/** The keyboard: what is pressed on it now, and keys that this program presses. */
final class Keyboard {
    private static final int INPUT_KEYBOARD = 1;
    private static final int KEYEVENTF_EXTENDEDKEY = 1;
    private static final int KEYEVENTF_KEYUP = 2;
    private static final int KEYEVENTF_UNICODE = 4;
    /** {@code sizeof(INPUT)} in 64-bit Windows. */
    private static final int INPUT_BYTES = 40;
    /** Says "ours" to whoever looks at the keys: {@code FVOX}. */
    private static final long TAG = 0x46564F58;
    /** A key that no keyboard has. Pressed before Alt or Windows is let go, it keeps their menus closed. */
    private static final int UNASSIGNED = 0xE8;

    private Keyboard() {}

    /** One event of a key. */
    record Stroke(int key, int unit, int flags) {
        static Stroke down(int key) {
            return new Stroke(key, 0, VirtualKeys.isExtended(key) ? KEYEVENTF_EXTENDEDKEY : 0);
        }

        static Stroke up(int key) {
            return new Stroke(key, 0, KEYEVENTF_KEYUP | (VirtualKeys.isExtended(key) ? KEYEVENTF_EXTENDEDKEY : 0));
        }

        /** Both events of a unit of UTF-16 that is on no key. */
        static List<Stroke> typed(char unit) {
            return List.of(
                    new Stroke(0, unit, KEYEVENTF_UNICODE), new Stroke(0, unit, KEYEVENTF_UNICODE | KEYEVENTF_KEYUP));
        }
    }

    static boolean isDown(int key) {
        return WindowFunctions.USER32.GetAsyncKeyState(key) < 0;
    }

    static List<Integer> modifiersDown() {
        return VirtualKeys.MODIFIERS.stream().filter(Keyboard::isDown).toList();
    }

    /** Lets go of the modifiers that count as pressed. They may be: a key-up is lost where another desktop is shown. */
    static void releaseModifiers() {
        List<Integer> down = modifiersDown();
        if (down.isEmpty()) {
            return;
        }
        List<Stroke> strokes = new ArrayList<>(List.of(Stroke.down(UNASSIGNED), Stroke.up(UNASSIGNED)));
        down.forEach(key -> strokes.add(Stroke.up(key)));
        send(strokes);
    }

    /** Presses keys; false when Windows did not take all of them. */
    static boolean send(List<Stroke> strokes) {
        try (Memory inputs = new Memory((long) INPUT_BYTES * strokes.size())) {
            inputs.clear();
            for (int i = 0; i < strokes.size(); i++) {
                Stroke stroke = strokes.get(i);
                long at = (long) INPUT_BYTES * i;
                boolean unit = (stroke.flags & KEYEVENTF_UNICODE) != 0;
                int scan = unit ? stroke.unit : WindowFunctions.USER32.MapVirtualKeyW(stroke.key, 0);
                inputs.setInt(at, INPUT_KEYBOARD);
                inputs.setShort(at + 8, (short) stroke.key);
                inputs.setShort(at + 10, (short) scan);
                inputs.setInt(at + 12, stroke.flags);
                inputs.setLong(at + 24, TAG);
            }
            return WindowFunctions.USER32.SendInput(strokes.size(), inputs, INPUT_BYTES) == strokes.size();
        }
    }
}
