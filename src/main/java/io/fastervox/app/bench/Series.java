package io.fastervox.app.bench;

import io.fastervox.environment.BuildReport;
import io.fastervox.environment.BuildStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values gathered by name over the rounds of a benchmark, in the order in which the names came. */
final class Series {
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    void add(String name, double value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    void add(String name, Duration value) {
        add(name, value.toNanos() / 1e9);
    }

    /** The whole of a build and its steps: {@code set-up}, {@code set-up, fetch}, …; steps that took no time are left out. */
    void add(String name, String end, BuildReport build) {
        add(name + ", " + end, build.seconds());
        for (BuildStep step : BuildStep.values()) {
            double seconds = build.steps().stream()
                    .filter(timing -> timing.step() == step)
                    .mapToDouble(BuildReport.Timing::seconds)
                    .sum();
            if (seconds > 0) {
                add(name + ", " + step.key().replace('_', ' '), seconds);
            }
        }
    }

    /** All of them, in seconds. */
    List<Samples> seconds() {
        return values.entrySet().stream()
                .map(entry -> new Samples(entry.getKey(), "s", entry.getValue()))
                .toList();
    }
}
