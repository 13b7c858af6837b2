package io.fastervox.app;

import io.fastervox.desktop.Hotkeys;
import io.fastervox.desktop.Key;
import io.fastervox.desktop.Shortcut;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Escape, which cancels a recording as long as it lasts. While the shortcut of dictation is held, Escape comes with its
 * modifiers; once it is let go, Ctrl+Escape belongs to Windows again.
 */
final class CancelKeys {
    private static final Shortcut ESCAPE = Shortcut.of(Key.ESCAPE);

    private final Hotkeys hotkeys;
    private final Hotkeys.Presses cancel;
    private List<Shortcut> taken = List.of();

    CancelKeys(Hotkeys hotkeys, Runnable cancel) {
        this.hotkeys = hotkeys;
        this.cancel = new Cancel(cancel);
    }

    /**
     * Takes what nobody else has.
     *
     * @param held the shortcut that is held
     */
    synchronized void take(Optional<Shortcut> held) {
        Set<Shortcut> wanted =
                held.map(shortcut -> shortcut.whileHeld(Key.ESCAPE)).orElse(Set.of(ESCAPE));
        taken = wanted.stream()
                .filter(escape -> hotkeys.register(escape, cancel) instanceof Hotkeys.Registration.Active)
                .toList();
    }

    /** The shortcut is let go. */
    synchronized void letGo() {
        taken.stream().filter(escape -> !escape.equals(ESCAPE)).forEach(hotkeys::unregister);
        taken = taken.stream().filter(ESCAPE::equals).toList();
    }

    /** The recording is over. */
    synchronized void leave() {
        taken.forEach(hotkeys::unregister);
        taken = List.of();
    }

    private record Cancel(Runnable cancel) implements Hotkeys.Presses {
        @Override
        public void pressed() {
            cancel.run();
        }

        @Override
        public void released() {}

        @Override
        public void lost(Hotkeys.Registration state) {}
    }
}
