package io.fastervox.audio;

import java.time.Duration;

/**
 * Finds a recording that begins with nothing at all: zeros are what a program hears that the system does not let hear. Later
 * ones count for nothing, because some headsets send zeros while nobody speaks.
 */
final class SilenceWatch {
    private static final int ENOUGH_BYTES = Pcm.bytes(Duration.ofMillis(500));

    private long zeros;
    private boolean found;
    private boolean sound;

    /** True once, when half a second of zeros is complete. */
    boolean isNewlyFoundIn(Level level, int bytes) {
        sound |= !level.allZero();
        if (sound || found) {
            return false;
        }
        zeros += bytes;
        found = zeros >= ENOUGH_BYTES;
        return found;
    }

    /** Whether there has been nothing but zeros, and enough of them. */
    boolean isFound() {
        return found && !sound;
    }
}
