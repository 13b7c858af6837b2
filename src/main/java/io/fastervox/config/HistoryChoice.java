package io.fastervox.config;

/**
 * What is kept of dictations: their texts and recordings.
 *
 * @param days after which an entry goes; 0: never
 * @param entries of which there are so many at most
 */
public record HistoryChoice(Keeping keeping, int days, int entries) {
    public static final HistoryChoice DEFAULTS = new HistoryChoice(Keeping.PROTECTED, 7, 100);

    /** Whether and how. */
    public enum Keeping {
        OFF,
        /** As files that any program of the person can read. */
        PLAIN,
        /** Encrypted for the person where the system can do that. */
        PROTECTED
    }

    public HistoryChoice withKeeping(Keeping chosen) {
        return new HistoryChoice(chosen, days, entries);
    }

    public HistoryChoice withDays(int chosen) {
        return new HistoryChoice(keeping, chosen, entries);
    }
}
