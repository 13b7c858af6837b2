package io.fastervox.agent;

import io.fastervox.support.Progress;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One of the things that the set-up does at the same time.
 *
 * @param name {@code environment} or {@code model}
 * @param unitsPerSecond 0 while it cannot be told
 */
public record Track(String name, Progress progress, double unitsPerSecond) {
    /** Where in the whole of a track its steps begin and end, in per cent. Steps overlap. */
    private static final Map<String, int[]> SHARES = Map.ofEntries(
            Map.entry("fetch_python", new int[] {0, 5}),
            Map.entry("base_python", new int[] {2, 6}),
            Map.entry("resolve", new int[] {5, 6}),
            Map.entry("fetch", new int[] {6, 70}),
            Map.entry("boot_tools", new int[] {6, 10}),
            Map.entry("virtual_environment", new int[] {8, 12}),
            Map.entry("install", new int[] {70, 90}),
            Map.entry("verify", new int[] {90, 98}),
            Map.entry("commit", new int[] {98, 100}),
            Map.entry("fetch-model", new int[] {0, 90}),
            Map.entry("import", new int[] {0, 90}),
            Map.entry("assemble", new int[] {90, 95}),
            Map.entry("load-model", new int[] {95, 99}));

    /** How far it is in its own whole; 0 while it only waits. */
    public int percent() {
        int[] share = SHARES.getOrDefault(progress.step(), new int[] {0, 0});
        double done = progress.total() == 0 ? 0 : (double) progress.done() / progress.total();
        return (int) (share[0] + done * (share[1] - share[0]));
    }

    /** Of the present step. */
    public OptionalLong secondsLeft() {
        return unitsPerSecond <= 0 || progress.total() == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round((progress.total() - progress.done()) / unitsPerSecond));
    }

    /** {@code 12.3 / 90.1 MB  5.2 MB/s}; empty when bytes are not what is counted. */
    public String bytes() {
        if (progress.unit() != Progress.Unit.BYTES || progress.total() == 0) {
            return "";
        }
        String amount = String.format(Locale.ROOT, "%.1f / %.1f MB", progress.done() / 1e6, progress.total() / 1e6);
        return unitsPerSecond <= 0 ? amount : amount + String.format(Locale.ROOT, "  %.1f MB/s", unitsPerSecond / 1e6);
    }
}
