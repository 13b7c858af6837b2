package io.fastervox.environment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Splits wheels into two parts of about the same size, which two pips install side by side, the first while the second
 * is still being fetched. Packages of a lock never share a file, and without resolution their order does not matter.
 *
 * @param many the many small wheels
 * @param large the few large ones; empty when splitting is not worth a second pip
 */
record Lanes(List<LockedWheel> many, List<LockedWheel> large) {
    private static final long WORTH_SPLITTING = 32L << 20;

    static Lanes of(List<LockedWheel> wheels) {
        long total = wheels.stream().mapToLong(LockedWheel::bytes).sum();
        List<LockedWheel> sorted = new ArrayList<>(wheels);
        sorted.sort(Comparator.comparingLong(LockedWheel::bytes));
        if (total < WORTH_SPLITTING) {
            return new Lanes(sorted, List.of());
        }
        int split = 0;
        long sum = 0;
        while (split < sorted.size() && sum + sorted.get(split).bytes() <= total / 2) {
            sum += sorted.get(split).bytes();
            split++;
        }
        return new Lanes(List.copyOf(sorted.subList(0, split)), List.copyOf(sorted.subList(split, sorted.size())));
    }
}
