package io.fastervox.audio;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Finds out whether less sound came than time went by: a machine so busy that the recorder was held up for longer than the
 * system keeps sound. Nobody else would say so.
 */
final class LossWatch {
    /** More than what is on its way through the sound system at the first look or the last. */
    private static final Duration HEARD = Duration.ofMillis(300);
    /** The clocks of sound cards differ from the system's by less, as a part of the time. */
    private static final int DRIFT_PART = 1000;

    private OptionalLong started = OptionalLong.empty();
    private long latest;
    private long bytes;

    void came(int count, long now) {
        if (count == 0) {
            return;
        }
        if (started.isEmpty()) {
            started = OptionalLong.of(now); // when these came is unknown; the next ones are counted
        } else {
            bytes += count;
        }
        latest = now;
    }

    /** Another microphone takes over. */
    void restart() {
        started = OptionalLong.empty();
        bytes = 0;
        latest = 0;
    }

    boolean isHeard() {
        return lost().compareTo(HEARD.plus(Pcm.duration(bytes / DRIFT_PART))) > 0;
    }

    /** For people. */
    String seconds() {
        return String.format(Locale.ROOT, "%.1f", lost().toMillis() / 1000.0);
    }

    private Duration lost() {
        return started.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(latest - started.getAsLong()).minus(Pcm.duration(bytes));
    }
}
