package io.fastervox.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortcutFieldTest {
    private final List<String> taken = new ArrayList<>();
    private final ShortcutField field =
            new ShortcutField(shortcut -> taken.add(shortcut.toString()), () -> taken.add("none"));

    private void press(int code, int modifiers) {
        send(KeyEvent.KEY_PRESSED, code, modifiers);
    }

    private void send(int kind, int code, int modifiers) {
        field.processKeyEvent(new KeyEvent(field, kind, 0, modifiers, code, KeyEvent.CHAR_UNDEFINED));
    }

    /** Key events of Windows do not name it among the keys that are held. */
    @Test
    void theWindowsKeyCountsWhileItIsHeld() {
        press(KeyEvent.VK_CONTROL, InputEvent.CTRL_DOWN_MASK);
        press(KeyEvent.VK_WINDOWS, InputEvent.CTRL_DOWN_MASK);
        press(KeyEvent.VK_H, InputEvent.CTRL_DOWN_MASK);
        send(KeyEvent.KEY_RELEASED, KeyEvent.VK_WINDOWS, InputEvent.CTRL_DOWN_MASK);
        press(KeyEvent.VK_F9, InputEvent.CTRL_DOWN_MASK);

        assertEquals(List.of("Ctrl+Win+H", "Ctrl+F9"), taken);
    }

    @Test
    void backspaceMeansNone() {
        press(KeyEvent.VK_F9, InputEvent.CTRL_DOWN_MASK);
        press(KeyEvent.VK_BACK_SPACE, 0);

        assertEquals(List.of("Ctrl+F9", "none"), taken);
    }

    @Test
    void whatPeopleWriteAndEditWithIsNotTaken() {
        press(KeyEvent.VK_A, 0);
        press(KeyEvent.VK_V, InputEvent.CTRL_DOWN_MASK);
        press(KeyEvent.VK_Q, InputEvent.CTRL_DOWN_MASK | InputEvent.ALT_DOWN_MASK);

        assertEquals(List.of(), taken);
    }
}
