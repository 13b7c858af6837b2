package io.fastervox.files;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Cuts a row of items into consecutive groups so that the sum of the groups' costs is least. */
final class Partition {
    private Partition() {}

    /**
     * The cheapest groups, in order.
     *
     * @param items how many there are
     */
    static List<Group> cheapest(int items, Cost cost) {
        double[] least = new double[items + 1];
        int[] groupStart = new int[items + 1];
        for (int end = 1; end <= items; end++) {
            least[end] = Double.POSITIVE_INFINITY;
            for (int start = end - 1; start >= 0; start--) {
                double own = cost.of(start, end);
                if (own == Double.POSITIVE_INFINITY) {
                    break;
                }
                if (least[start] + own < least[end]) {
                    least[end] = least[start] + own;
                    groupStart[end] = start;
                }
            }
        }
        Deque<Group> groups = new ArrayDeque<>();
        for (int end = items; end > 0; end = groupStart[end]) {
            groups.addFirst(new Group(groupStart[end], end));
        }
        return List.copyOf(groups);
    }

    /** The items from {@code start} up to, not including, {@code end}. */
    record Group(int start, int end) {}

    /**
     * The cost of the group from {@code start} to {@code end}; infinite when it is too large. A group that contains one too
     * large is too large as well, and a single item never is.
     */
    @FunctionalInterface
    interface Cost {
        double of(int start, int end);
    }
}
