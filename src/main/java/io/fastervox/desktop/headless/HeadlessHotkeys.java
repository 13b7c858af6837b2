package io.fastervox.desktop.headless;

import io.fastervox.desktop.Hotkeys;
import io.fastervox.desktop.Shortcut;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Shortcuts of a keyboard that is not there: a program presses them. */
public final class HeadlessHotkeys implements Hotkeys {
    private final Map<Shortcut, Presses> registered = new ConcurrentHashMap<>();

    private volatile SelfTest selfTest = SelfTest.NOT_TRIED;
    private volatile Optional<String> refusal = Optional.empty();

    /** What the next self-tests find. */
    public void test(SelfTest outcome) {
        selfTest = outcome;
    }

    /** Gives no shortcut any more. */
    public void refuse(String reason) {
        refusal = Optional.of(reason);
    }

    @Override
    public Registration register(Shortcut shortcut, Presses presses) {
        if (refusal.isPresent()) {
            return new Registration.Refused(shortcut, refusal.get());
        }
        return registered.putIfAbsent(shortcut, presses) == null
                ? new Registration.Active(shortcut)
                : new Registration.Taken(shortcut);
    }

    @Override
    public void unregister(Shortcut shortcut) {
        registered.remove(shortcut);
    }

    /** Holds the shortcut down, on the calling thread; false when nobody listens. */
    public boolean press(Shortcut shortcut) {
        return tell(shortcut, Presses::pressed);
    }

    /** Lets go of it. */
    public boolean release(Shortcut shortcut) {
        return tell(shortcut, Presses::released);
    }

    /** Another program takes the shortcut while this one sleeps. */
    public boolean lose(Shortcut shortcut) {
        Optional<Presses> presses = Optional.ofNullable(registered.remove(shortcut));
        presses.ifPresent(loser -> loser.lost(new Registration.Taken(shortcut)));
        return presses.isPresent();
    }

    /** Whether it is registered. */
    public boolean has(Shortcut shortcut) {
        return registered.containsKey(shortcut);
    }

    private boolean tell(Shortcut shortcut, Consumer<Presses> what) {
        Optional<Presses> presses = Optional.ofNullable(registered.get(shortcut));
        presses.ifPresent(what);
        return presses.isPresent();
    }

    @Override
    public SelfTest selfTest() {
        return selfTest;
    }

    @Override
    public void close() {
        registered.clear();
    }
}
