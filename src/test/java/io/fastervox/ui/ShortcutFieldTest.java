package io.fastervox.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.Shortcut;
import java.awt.event.FocusEvent;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShortcutFieldTest {
    private final List<String> taken = new ArrayList<>();
    private final List<Boolean> choosing = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();
    private final ShortcutField field = new ShortcutField(this::take, () -> taken.add("none"), choosing::add);

    private Optional<String> take(Shortcut shortcut) {
        taken.add(shortcut.toString());
        return refusal;
    }

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
    void keysAreAwaitedWhileTheFieldHasTheFocus() {
        field.show("Ctrl+F9", "Press the keys…");
        List<String> texts = new ArrayList<>();
        for (int event : List.of(FocusEvent.FOCUS_GAINED, FocusEvent.FOCUS_LOST)) {
            field.processFocusEvent(new FocusEvent(field, event));
            texts.add(field.getText());
        }
        field.removeNotify();

        assertEquals(List.of("Press the keys…", "Ctrl+F9"), texts);
        assertEquals(List.of(true, false, false), choosing);
    }

    @Test
    void whyAShortcutIsRefusedStandsThereUntilTheFieldIsLeft() {
        field.show("Ctrl+F9", "Press the keys…");
        refusal = Optional.of("Ctrl+F8 begins dictation.");
        List<String> texts = new ArrayList<>();
        field.processFocusEvent(new FocusEvent(field, FocusEvent.FOCUS_GAINED));
        press(KeyEvent.VK_F8, InputEvent.CTRL_DOWN_MASK);
        send(KeyEvent.KEY_RELEASED, KeyEvent.VK_F8, InputEvent.CTRL_DOWN_MASK);
        texts.add(field.getText());
        field.processFocusEvent(new FocusEvent(field, FocusEvent.FOCUS_LOST));
        texts.add(field.getText());

        assertEquals(List.of("Ctrl+F8 begins dictation.", "Ctrl+F9"), texts);
    }

    @Test
    void whatPeopleWriteAndEditWithIsNotTaken() {
        press(KeyEvent.VK_A, 0);
        press(KeyEvent.VK_V, InputEvent.CTRL_DOWN_MASK);
        press(KeyEvent.VK_Q, InputEvent.CTRL_DOWN_MASK | InputEvent.ALT_DOWN_MASK);

        assertEquals(List.of(), taken);
    }
}
