package io.fastervox.app;

import io.fastervox.config.Desk;
import io.fastervox.desktop.Hotkeys;
import io.fastervox.desktop.Key;
import io.fastervox.desktop.Modifier;
import io.fastervox.desktop.Shortcut;
import java.util.Optional;
import java.util.function.Consumer;

/** The shortcut that pastes the last text once more. */
final class PasteAgainKey implements Hotkeys.Presses {
    /** Next to the one of dictation; ADR 33 says why not the same one with Shift. */
    static final Shortcut STANDARD = Shortcut.of(Key.J, Modifier.CTRL, Modifier.WIN);

    private final Hotkeys hotkeys;
    private final Runnable paste;
    private final Consumer<Hotkeys.Registration> lost;
    private Optional<Shortcut> wanted = Optional.empty();
    private Optional<Shortcut> registered = Optional.empty();

    /** @param lost told when the shortcut is not ours any more */
    PasteAgainKey(Hotkeys hotkeys, Runnable paste, Consumer<Hotkeys.Registration> lost) {
        this.hotkeys = hotkeys;
        this.paste = paste;
        this.lost = lost;
    }

    /** What was chosen. The standard one makes way for a dictation that has the same. */
    static Optional<Shortcut> chosen(Desk desk, Shortcut dictation) {
        if (desk.pasteAgain().isEmpty()) {
            return Optional.of(STANDARD).filter(standard -> !standard.equals(dictation));
        }
        return desk.pasteAgain().flatMap(Shortcut::parse); // none for Desk.NO_SHORTCUT
    }

    /** Lets go of the former one when it is not wanted any more. */
    synchronized void want(Optional<Shortcut> shortcut) {
        wanted = shortcut;
        registered.filter(former -> !wanted.equals(Optional.of(former))).ifPresent(former -> {
            hotkeys.unregister(former);
            registered = Optional.empty();
        });
    }

    /** What becomes of the one that is wanted; empty when it is ours already, or none is wanted. */
    synchronized Optional<Hotkeys.Registration> take() {
        Optional<Hotkeys.Registration> state =
                registered.isPresent() ? Optional.empty() : wanted.map(shortcut -> hotkeys.register(shortcut, this));
        registered = state.filter(Hotkeys.Registration.Active.class::isInstance)
                .flatMap(active -> wanted)
                .or(() -> registered);
        return state;
    }

    synchronized Optional<Shortcut> registered() {
        return registered;
    }

    @Override
    public void pressed() {
        paste.run();
    }

    @Override
    public void released() {}

    @Override
    public void lost(Hotkeys.Registration state) {
        if (forget(state)) {
            lost.accept(state); // without the monitor: whoever hears of it may ask what is registered
        }
    }

    private synchronized boolean forget(Hotkeys.Registration state) {
        boolean another = state.isOfAnotherThan(registered);
        registered = another ? registered : Optional.empty();
        return !another;
    }
}
