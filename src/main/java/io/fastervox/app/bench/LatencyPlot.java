package io.fastervox.app.bench;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Medians over the length of the speech, as a diagram that pages of the checkout's host show (Mermaid). */
final class LatencyPlot {
    private static final Pattern BY_LENGTH = Pattern.compile("(\\d+) s: (.*)");
    private static final List<String> LINES =
            List.of("batch, greedy", "release 100 ms after the last voiced frame", "release after 500 ms of silence");

    private LatencyPlot() {}

    /** Empty if nothing was measured by length. */
    static String of(List<Samples> samples) {
        List<SortedMap<Integer, Double>> lines =
                LINES.stream().map(line -> medians(samples, line)).toList();
        if (lines.get(0).isEmpty()) {
            return "";
        }
        StringBuilder plot = new StringBuilder("\nFrom above: ").append(String.join("; ", LINES));
        plot.append(".\n```mermaid\nxychart-beta\n    x-axis \"seconds of speech\" ");
        plot.append(lines.get(0).keySet()).append("\n    y-axis \"seconds to the text, median\"\n");
        for (SortedMap<Integer, Double> line : lines) {
            plot.append("    line ")
                    .append(line.values().stream()
                            .map(value -> String.format(Locale.ROOT, "%.3f", value))
                            .collect(Collectors.joining(", ", "[", "]")))
                    .append("\n");
        }
        return plot.append("```\n").toString();
    }

    private static SortedMap<Integer, Double> medians(List<Samples> samples, String line) {
        SortedMap<Integer, Double> medians = new TreeMap<>();
        for (Samples found : samples) {
            Matcher name = BY_LENGTH.matcher(found.of());
            if (name.matches() && name.group(2).equals(line)) {
                medians.put(Integer.valueOf(name.group(1)), found.median());
            }
        }
        return medians;
    }
}
