package io.fastervox.app;

import io.fastervox.desktop.Hotkeys;
import io.fastervox.desktop.Key;
import io.fastervox.desktop.Shortcut;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Escape, which cancels a recording as long as it lasts. While the shortcut of dictation is held, Escape comes with its
 * modifiers; once it is let go, Ctrl+Escape belongs to Windows again. An Escape that is down when it is to be given back stays
 * ours until it is up: what it repeats would close a dialog of the person.
 */
final class CancelKeys {
    private static final Shortcut ESCAPE = Shortcut.of(Key.ESCAPE);

    private final Hotkeys hotkeys;
    private final Runnable cancel;
    // Guarded by this object's monitor:
    private final Set<Shortcut> taken = new HashSet<>();
    private final Set<Shortcut> down = new HashSet<>();
    private Set<Shortcut> wanted = Set.of();

    CancelKeys(Hotkeys hotkeys, Runnable cancel) {
        this.hotkeys = hotkeys;
        this.cancel = cancel;
    }

    /**
     * Takes what nobody else has.
     *
     * @param held the shortcut that is held
     */
    synchronized void take(Optional<Shortcut> held) {
        wanted = held.map(shortcut -> shortcut.whileHeld(Key.ESCAPE)).orElse(Set.of(ESCAPE));
        wanted.stream()
                .filter(escape -> !taken.contains(escape))
                .filter(escape -> hotkeys.register(escape, new Escape(escape)) instanceof Hotkeys.Registration.Active)
                .forEach(taken::add);
        giveBack();
    }

    /** The shortcut is let go. */
    synchronized void letGo() {
        want(wanted.contains(ESCAPE) ? Set.of(ESCAPE) : Set.of());
    }

    /** The recording is over. */
    synchronized void leave() {
        want(Set.of());
    }

    private void want(Set<Shortcut> now) {
        wanted = now;
        giveBack();
    }

    /** All stay while one is down: who lets go of Ctrl first repeats another one. */
    private void giveBack() {
        if (down.isEmpty()) {
            List<Shortcut> unwanted =
                    taken.stream().filter(escape -> !wanted.contains(escape)).toList();
            unwanted.forEach(hotkeys::unregister);
            unwanted.forEach(taken::remove);
        }
    }

    private synchronized void isDown(Shortcut escape) {
        if (taken.contains(escape)) { // or its release would not be told any more
            down.add(escape);
        }
    }

    private synchronized void isUp(Shortcut escape) {
        down.remove(escape);
        giveBack();
    }

    private synchronized void isLost(Shortcut escape) {
        taken.remove(escape);
        isUp(escape);
    }

    /** A release is told also when the screen is locked while the key is down. */
    private final class Escape implements Hotkeys.Presses {
        private final Shortcut shortcut;

        Escape(Shortcut shortcut) {
            this.shortcut = shortcut;
        }

        @Override
        public void pressed() {
            isDown(shortcut);
            cancel.run();
        }

        @Override
        public void released() {
            isUp(shortcut);
        }

        @Override
        public void lost(Hotkeys.Registration state) {
            isLost(shortcut);
        }
    }
}
