package io.fastervox.config;

import java.time.Duration;
import java.time.Instant;

/**
 * What is kept of dictations: their texts and recordings.
 *
 * @param days after which an entry goes; 0: never
 * @param entries of which there are so many at most
 */
public record HistoryChoice(Keeping keeping, int days, int entries) {
    public static final HistoryChoice DEFAULTS = new HistoryChoice(Keeping.PROTECTED, 7, 100);

    /** Of what is not to be kept, for a second try. */
    private static final Duration LEAST = Duration.ofDays(1);

    /** Whether and how. */
    public enum Keeping {
        OFF,
        /** As files that any program of the person can read. */
        PLAIN,
        /** Encrypted for the person where the system can do that. */
        PROTECTED
    }

    /** An entry from before goes. */
    public Instant oldest(Instant now) {
        return days == 0 ? Instant.MIN : now.minus(Duration.ofDays(days));
    }

    /** A recording from before goes although it has given no text yet. */
    public Instant oldestWithoutText(Instant now) {
        return keeping == Keeping.OFF ? now.minus(LEAST) : oldest(now);
    }

    public HistoryChoice withKeeping(Keeping chosen) {
        return new HistoryChoice(chosen, days, entries);
    }

    public HistoryChoice withDays(int chosen) {
        return new HistoryChoice(keeping, chosen, entries);
    }
}
