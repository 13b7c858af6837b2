package io.fastervox.desktop;

import java.util.Optional;

/** Whether the system starts the agent when its user signs in. */
public interface Autostart {
    /** Where the system cannot start this program. */
    Autostart NONE = new Autostart() {
        @Override
        public Optional<Boolean> isOn() {
            return Optional.empty();
        }

        @Override
        public boolean turn(boolean on) {
            return false;
        }
    };

    /** As the system has it now, whoever decided that; empty where it cannot start this program. */
    Optional<Boolean> isOn();

    /** Doing it twice is doing it once. False when the system refuses. */
    boolean turn(boolean on);
}
