package io.fastervox.desktop;

import java.util.Optional;

/**
 * Shortcuts that are heard whatever program is in front. They outlive sleep, a locked screen and a change of the session.
 *
 * <p>All methods may be called on any thread, also on the one that calls {@link Presses}.
 */
public interface Hotkeys extends AutoCloseable {
    /**
     * Listens to a shortcut from now on. To change one, register the new one and, when it is active, unregister the old
     * one.
     */
    Registration register(Shortcut shortcut, Presses presses);

    /** Leaves the shortcut to others; nothing happens when it was not registered. A press that is held ends unheard. */
    void unregister(Shortcut shortcut);

    /**
     * Presses a key that no program uses and looks whether it is heard. Takes at most a second. Where others would see the
     * key, or it cannot be pressed, it is not tried.
     */
    SelfTest selfTest();

    /** Unregisters everything. */
    @Override
    void close();

    /**
     * Called one after the other on a thread that no method of {@link Hotkeys} waits for. Who takes long hears the next one
     * late.
     */
    interface Presses {
        /** The key went down. Repeated only after {@link #released}. */
        void pressed();

        /**
         * The key is up again, or can no longer be seen because the screen is locked or a program with more rights is in
         * front: whoever records should end, not cancel.
         */
        void released();

        /** The shortcut could not be registered again after sleep or a locked screen. */
        void lost(Registration state);
    }

    /** What became of a registration. */
    sealed interface Registration {
        record Active(Shortcut shortcut) implements Registration {}

        /** Another program has it, or it is registered here already. */
        record Taken(Shortcut shortcut) implements Registration {}

        /** The system does not give it, though no other program has it. */
        record Refused(Shortcut shortcut, String reason) implements Registration {}

        /** There are no global shortcuts here. */
        record Unsupported(String reason) implements Registration {}

        /** Whether it is about a shortcut, and about another one. */
        default boolean isOfAnotherThan(Optional<Shortcut> present) {
            return (this instanceof Taken taken && !present.equals(Optional.of(taken.shortcut())))
                    || (this instanceof Refused refused && !present.equals(Optional.of(refused.shortcut())));
        }
    }

    /** What {@link #selfTest} found. */
    enum SelfTest {
        HEARD,
        NOT_HEARD,
        NOT_TRIED
    }
}
