package io.fastervox.environment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Splits wheels into parts that pips install side by side, each as soon as its wheels are fetched. The packages of a lock
 * never share a file, and nothing is resolved, so their order does not matter.
 */
final class Lanes {
    private static final long WORTH_SPLITTING = 8L << 20;
    private static final int MOST = 2;

    private Lanes() {}

    /**
     * The lanes in the order in which they should be fetched: each takes the largest wheels until it has half of what is
     * left, so that the last one, which nothing overlaps any more, has little to do.
     */
    static List<List<LockedWheel>> of(List<LockedWheel> wheels) {
        List<LockedWheel> left = new ArrayList<>(wheels);
        left.sort(Comparator.comparingLong(LockedWheel::bytes).reversed());
        List<List<LockedWheel>> lanes = new ArrayList<>();
        while (lanes.size() < MOST - 1 && bytes(left) > WORTH_SPLITTING) {
            int taken = 1;
            while (2 * bytes(left.subList(0, taken)) < bytes(left)) {
                taken++;
            }
            lanes.add(List.copyOf(left.subList(0, taken)));
            left = left.subList(taken, left.size());
        }
        if (!left.isEmpty()) {
            lanes.add(List.copyOf(left));
        }
        return lanes;
    }

    static long bytes(Iterable<LockedWheel> wheels) {
        long sum = 0;
        for (LockedWheel wheel : wheels) {
            sum += wheel.bytes();
        }
        return sum;
    }
}
