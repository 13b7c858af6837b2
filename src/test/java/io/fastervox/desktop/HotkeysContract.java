package io.fastervox.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.Hotkeys.Registration;
import org.junit.jupiter.api.Test;

/** What every {@link Hotkeys} with a keyboard keeps to. */
public abstract class HotkeysContract {
    private static final Shortcut SHORTCUT = Shortcut.of(Key.F23, Modifier.CTRL, Modifier.SHIFT);
    private static final Shortcut OTHER = Shortcut.of(Key.F22, Modifier.CTRL, Modifier.SHIFT);
    private static final Hotkeys.Presses NOBODY = new Hotkeys.Presses() {
        @Override
        public void pressed() {}

        @Override
        public void released() {}

        @Override
        public void lost(Registration state) {}
    };

    /** Fresh ones; whoever makes them closes them after the test. */
    protected abstract Hotkeys hotkeys();

    @Test
    void aFreeShortcutBecomesActive() {
        assertEquals(new Registration.Active(SHORTCUT), hotkeys().register(SHORTCUT, NOBODY));
    }

    @Test
    void aShortcutIsGivenOnlyOnce() {
        Hotkeys hotkeys = hotkeys();
        hotkeys.register(SHORTCUT, NOBODY);

        assertEquals(new Registration.Taken(SHORTCUT), hotkeys.register(SHORTCUT, NOBODY));
    }

    @Test
    void anUnregisteredShortcutIsFreeAgain() {
        Hotkeys hotkeys = hotkeys();
        hotkeys.register(SHORTCUT, NOBODY);
        hotkeys.unregister(SHORTCUT);

        assertEquals(new Registration.Active(SHORTCUT), hotkeys.register(SHORTCUT, NOBODY));
    }

    @Test
    void aChangeAppliesAtOnce() {
        Hotkeys hotkeys = hotkeys();
        hotkeys.register(SHORTCUT, NOBODY);

        Registration changed = hotkeys.register(OTHER, NOBODY);
        hotkeys.unregister(SHORTCUT);

        assertEquals(new Registration.Active(OTHER), changed);
        assertEquals(new Registration.Taken(OTHER), hotkeys.register(OTHER, NOBODY));
    }

    @Test
    void unregisteringWhatIsNotRegisteredDoesNothing() {
        Hotkeys hotkeys = hotkeys();
        hotkeys.unregister(SHORTCUT);

        assertEquals(new Registration.Active(SHORTCUT), hotkeys.register(SHORTCUT, NOBODY));
    }

    @Test
    void theyMayBeClosedTwice() {
        Hotkeys hotkeys = hotkeys();
        hotkeys.close();
        hotkeys.close();
    }
}
