package io.fastervox.desktop.windows;

import java.time.Duration;

/** Whether a key is held: one press, however often the system tells of it, and a release only when it lasts. */
final class HeldKey {
    /** A key that is up for a shorter time has sprung. */
    static final Duration SPRING = Duration.ofMillis(25);

    private static final long NEVER = Long.MIN_VALUE;

    private boolean held;
    private long upSince = NEVER;

    /** The system says that the key went down. True when it was not held before. */
    boolean press() {
        boolean first = !held;
        held = true;
        upSince = NEVER;
        return first;
    }

    /**
     * Somebody looked at the key.
     *
     * @param now nanoseconds of a clock that only runs forward
     * @return true when it has been let go
     */
    boolean look(boolean down, long now) {
        if (!held || down) {
            upSince = NEVER;
            return false;
        }
        if (upSince == NEVER) {
            upSince = now;
        }
        return now - upSince >= SPRING.toNanos() && letGo();
    }

    /** Whatever the key does, it does not count as held any more. True when it did. */
    boolean letGo() {
        boolean was = held;
        held = false;
        upSince = NEVER;
        return was;
    }

    boolean isHeld() {
        return held;
    }
}
