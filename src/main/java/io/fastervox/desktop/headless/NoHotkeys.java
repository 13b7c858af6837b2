package io.fastervox.desktop.headless;

import io.fastervox.desktop.Hotkeys;
import io.fastervox.desktop.Shortcut;

/** Where there is no keyboard to listen to. */
public final class NoHotkeys implements Hotkeys {
    @Override
    public Registration register(Shortcut shortcut, Presses presses) {
        return new Registration.Unsupported("this system has no desktop");
    }

    @Override
    public void unregister(Shortcut shortcut) {
        // none is registered
    }

    @Override
    public SelfTest selfTest() {
        return SelfTest.NOT_TRIED;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
