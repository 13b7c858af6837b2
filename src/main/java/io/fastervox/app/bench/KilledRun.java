package io.fastervox.app.bench;

import java.util.List;

/**
 * A run that was killed in the middle of a recording, and the one that went on.
 *
 * @param journal the lines of the job's journal at the kill
 * @param seconds from the start of the program to the kill
 * @param rest seconds that the other run decoded
 */
record KilledRun(List<String> journal, double seconds, double rest) {
    KilledRun {
        journal = List.copyOf(journal);
    }

    /** A run of the same recording that nothing disturbs: how long it takes, and for how long of that it decodes. */
    record Undisturbed(double seconds, double decoded) {
        /** Until decoding begins. */
        double start() {
            return seconds - decoded;
        }
    }

    /** Whether a segment was written down before. */
    static boolean isBegun(List<String> journal) {
        return journal.stream().anyMatch(KilledRun::isCommitted);
    }

    /** How many segments the journal holds behind the last place where the engine can go on. */
    long behind() {
        long count = 0;
        for (String line : journal) {
            count = line.contains("\"entry\":\"reached\"") ? 0 : count + (isCommitted(line) ? 1 : 0);
        }
        return count;
    }

    private static boolean isCommitted(String line) {
        return line.contains("\"entry\":\"committed\"");
    }

    /**
     * How much longer both decoded than one does that nothing disturbs, pieces among it of which no segment was written
     * down. What a start takes is known of the other run alone, so that this is as exact as starts are equal.
     */
    double decodedAgain(Undisturbed other) {
        return seconds - other.start() + rest - other.decoded();
    }
}
