package io.fastervox.ui;

import io.fastervox.desktop.Key;
import io.fastervox.desktop.Modifier;
import io.fastervox.desktop.Shortcut;
import java.awt.AWTEvent;
import java.awt.event.FocusEvent;
import java.awt.event.KeyEvent;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.swing.JTextField;

/** Takes the keys that are pressed in it as a shortcut. Those that would keep people from writing are not taken. */
final class ShortcutField extends JTextField {
    private static final long serialVersionUID = 1L;
    private static final Map<Integer, Key> KEYS = Map.ofEntries(
            Map.entry(KeyEvent.VK_SPACE, Key.SPACE),
            Map.entry(KeyEvent.VK_INSERT, Key.INSERT),
            Map.entry(KeyEvent.VK_DELETE, Key.DELETE),
            Map.entry(KeyEvent.VK_HOME, Key.HOME),
            Map.entry(KeyEvent.VK_END, Key.END),
            Map.entry(KeyEvent.VK_PAGE_UP, Key.PAGE_UP),
            Map.entry(KeyEvent.VK_PAGE_DOWN, Key.PAGE_DOWN),
            Map.entry(KeyEvent.VK_PAUSE, Key.PAUSE),
            Map.entry(KeyEvent.VK_SCROLL_LOCK, Key.SCROLL_LOCK));

    private final transient Function<Shortcut, Optional<String>> refusal;
    private final transient Runnable none;
    private final transient Consumer<Boolean> choosing;
    private String shown = "";
    private String hint = "";
    /** Key events of Windows do not say so. */
    private boolean windowsKey;

    private boolean taken;

    /**
     * @param refusal takes a shortcut, or says why not
     * @param none called at Backspace: no shortcut is wanted
     * @param choosing told whether keys are awaited: those that the system keeps for the program would not come
     */
    ShortcutField(Function<Shortcut, Optional<String>> refusal, Runnable none, Consumer<Boolean> choosing) {
        super(18);
        this.refusal = refusal;
        this.none = none;
        this.choosing = choosing;
        setEditable(false);
        setFocusTraversalKeysEnabled(true);
        enableEvents(AWTEvent.KEY_EVENT_MASK | AWTEvent.FOCUS_EVENT_MASK);
    }

    /** @param waiting what stands there while keys are awaited */
    void show(String shortcut, String waiting) {
        shown = shortcut;
        hint = waiting;
        setText(isFocusOwner() ? waiting : shortcut);
    }

    @Override
    protected void processFocusEvent(FocusEvent event) {
        super.processFocusEvent(event);
        boolean here = event.getID() == FocusEvent.FOCUS_GAINED;
        windowsKey = false;
        taken = false;
        setText(here ? hint : shown);
        choosing.accept(here);
    }

    /** With its window, which may go while keys are awaited. */
    @Override
    public void removeNotify() {
        super.removeNotify();
        choosing.accept(false);
    }

    @Override
    protected void processKeyEvent(KeyEvent event) {
        if (event.getKeyCode() == KeyEvent.VK_WINDOWS) {
            windowsKey = event.getID() == KeyEvent.KEY_PRESSED;
        }
        if (event.getID() == KeyEvent.KEY_PRESSED && event.getKeyCode() == KeyEvent.VK_BACK_SPACE) {
            event.consume();
            none.run();
            transferFocus(); // so that it is seen
            return;
        }
        if (event.getID() == KeyEvent.KEY_RELEASED && taken) {
            transferFocus(); // and not before: what is held would be a press of the new shortcut
        }
        Optional<Shortcut> pressed = event.getID() == KeyEvent.KEY_PRESSED ? shortcut(event) : Optional.empty();
        if (pressed.isEmpty()) {
            super.processKeyEvent(event);
            return;
        }
        event.consume();
        if (!pressed.get().takesAKeyOfWriting() && !pressed.get().mayBeAltGr()) {
            take(pressed.get());
        }
    }

    private void take(Shortcut shortcut) {
        Optional<String> refused = refusal.apply(shortcut);
        taken = refused.isEmpty();
        shown = taken ? shortcut.toString() : shown;
        setText(refused.orElse(shown));
    }

    private Optional<Shortcut> shortcut(KeyEvent event) {
        return key(event.getKeyCode()).map(key -> new Shortcut(modifiers(event), key));
    }

    private Set<Modifier> modifiers(KeyEvent event) {
        Map<Modifier, Boolean> held = Map.of(
                Modifier.CTRL,
                event.isControlDown(),
                Modifier.ALT,
                event.isAltDown() || event.isAltGraphDown(),
                Modifier.SHIFT,
                event.isShiftDown(),
                Modifier.WIN,
                event.isMetaDown() || windowsKey);
        return held.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Modifier.class)));
    }

    static Optional<Key> key(int code) {
        if (KEYS.containsKey(code)) {
            return Optional.of(KEYS.get(code));
        }
        boolean named = in(code, KeyEvent.VK_A, KeyEvent.VK_Z)
                || in(code, KeyEvent.VK_0, KeyEvent.VK_9)
                || in(code, KeyEvent.VK_F1, KeyEvent.VK_F12)
                || in(code, KeyEvent.VK_F13, KeyEvent.VK_F24);
        String label = named ? label(code) : "";
        return Stream.of(Key.values()).filter(key -> key.label().equals(label)).findFirst();
    }

    private static boolean in(int code, int first, int last) {
        return first <= code && code <= last;
    }

    private static String label(int code) {
        if (code <= KeyEvent.VK_Z) {
            return String.valueOf((char) code); // digits and letters are their own codes
        }
        return code >= KeyEvent.VK_F13 ? "F" + (code - KeyEvent.VK_F13 + 13) : "F" + (code - KeyEvent.VK_F1 + 1);
    }
}
