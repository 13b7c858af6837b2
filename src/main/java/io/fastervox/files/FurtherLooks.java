package io.fastervox.files;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When a folder that is away is looked for again: soon at first, then less and less often. */
final class FurtherLooks {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Duration first;
    private final Map<Path, Look> looks = new HashMap<>();

    private record Look(Duration pause, long due) {}

    FurtherLooks(Duration first) {
        this.first = first;
    }

    /** @param now in nanoseconds, as of {@link System#nanoTime} */
    void missed(Path folder, long now) {
        @Nullable Look last = looks.get(folder);
        Duration pause = last == null ? first : last.pause().multipliedBy(2);
        Duration shortened = pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
        looks.put(folder, new Look(shortened, now + shortened.toNanos()));
    }

    /** It is there, or is to be looked for at once. */
    void forget(Path folder) {
        looks.remove(folder);
    }

    /** How long not to look for it; not positive when it is time, or nothing is known of it. */
    long nanosUntil(Path folder, long now) {
        @Nullable Look look = looks.get(folder);
        return look == null ? 0 : look.due() - now;
    }
}
