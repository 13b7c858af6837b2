package io.fastervox.files;

import java.util.Locale;

/** Times as the formats write them. */
final class Times {
    private Times() {}

    /** Seconds to the nearest millisecond, never below zero. */
    static long milliseconds(double seconds) {
        return Math.max(0, Math.round(seconds * 1000));
    }

    /** {@code 00:01:02.345}; hours grow past two digits when they must. */
    static String clock(long milliseconds, char decimalMark) {
        long seconds = milliseconds / 1000;
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                decimalMark,
                milliseconds % 1000);
    }
}
