package io.fastervox.app;

import io.fastervox.support.Progress;

/** How fast a step goes, by what was gained since it began; and whether it is time to tell of it. */
final class Pace {
    private static final double SETTLED_SECONDS = 0.5;
    private static final double SECONDS_BETWEEN_WORDS = 0.25;

    private String step = "";
    private long began;
    private long doneThen;
    private long told;

    /** Units in a second; 0 while it cannot be told. */
    double of(Progress progress, long nanos) {
        if (!progress.step().equals(step)) {
            step = progress.step();
            began = nanos;
            doneThen = progress.done();
            told = 0;
        }
        double seconds = (nanos - began) / 1e9;
        long gained = progress.done() - doneThen;
        return seconds < SETTLED_SECONDS || gained <= 0 ? 0 : gained / seconds;
    }

    /** Not for every packet of a network. */
    boolean isTimeToTell(Progress progress, long nanos) {
        boolean ends = progress.total() > 0 && progress.done() == progress.total();
        if (told != 0 && !ends && (nanos - told) / 1e9 < SECONDS_BETWEEN_WORDS) {
            return false;
        }
        told = nanos;
        return true;
    }
}
