package io.fastervox.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Where the time of a call went, for {@code --verbose} and for {@code fvox bench start}. */
final class Timings {
    private final LongSupplier millis;
    private final List<String> parts = new ArrayList<>();
    private long last;

    /** @param millis wall clock in milliseconds since the epoch */
    Timings(LongSupplier millis, long began) {
        this.millis = millis;
        this.last = began;
    }

    /** Begins now. */
    static Timings started() {
        return new Timings(System::currentTimeMillis, System.currentTimeMillis());
    }

    /** What was done since the last mark. */
    void mark(String part) {
        mark(part, millis.getAsLong());
    }

    /** What had been done then, in milliseconds since the epoch. */
    void mark(String part, long at) {
        parts.add(String.format(Locale.ROOT, "%s %.3f s", part, (at - last) / 1000.0));
        last = at;
    }

    /** For example {@code timings: java 0.150 s, checks 0.040 s}. */
    String line() {
        return "timings: " + String.join(", ", parts);
    }
}
