package io.fastervox.app.bench;

import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The page {@code docs/benchmarks/README.md}, made from the JSON files beside it and nothing else. */
public final class BenchmarkPage {
    private BenchmarkPage() {}

    /** The whole text of the page. */
    public static String of(Path folder) throws IOException {
        StringBuilder page = new StringBuilder("""
                # Benchmarks

                Made by `fvox bench page` from the JSON files in this folder, which `fvox bench … --record` writes: raw samples, commit and machine are there.
                Both sides of a ratio ran in the same call, alternating. Medians; in brackets the smallest and the largest.
                """);
        for (BenchmarkRecord found : records(folder)) {
            append(page, found);
        }
        return page.toString();
    }

    private static List<BenchmarkRecord> records(Path folder) throws IOException {
        List<BenchmarkRecord> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                records.add(Json.strict().readValue(Files.readAllBytes(file), BenchmarkRecord.class));
            }
        }
        return records;
    }

    private static void append(StringBuilder page, BenchmarkRecord found) {
        page.append("\n## ")
                .append(found.name())
                .append("\n")
                .append(found.what())
                .append("\n\n");
        page.append(found.machine()).append("; ").append(found.date()).append("; commit `");
        page.append(found.commit()).append("`.\n");
        for (String setting : found.settings()) {
            page.append("- ").append(setting).append("\n");
        }
        page.append(LatencyPlot.of(found.samples()));
        page.append("\n| measured | median | runs |\n|-|-|-|\n");
        for (Samples samples : found.samples()) {
            page.append("| ").append(samples.of()).append(" | ");
            page.append(number(samples.median())).append(" ").append(samples.unit());
            if (samples.values().size() > 1) {
                page.append(" (")
                        .append(number(samples.min()))
                        .append(" – ")
                        .append(number(samples.max()))
                        .append(")");
            }
            page.append(" | ").append(samples.values().size()).append(" |\n");
        }
        if (!found.ratios().isEmpty()) {
            page.append("\n| ratio | value | aim |\n|-|-|-|\n");
        }
        for (Ratio ratio : found.ratios()) {
            page.append("| ")
                    .append(ratio.of())
                    .append(" / ")
                    .append(ratio.to())
                    .append(" | ");
            page.append(number(ratio.value())).append(" | ≤ ").append(number(ratio.aim()));
            page.append(ratio.met() ? "" : " (missed)").append(" |\n");
        }
    }

    private static String number(double value) {
        if (Math.abs(value) >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
