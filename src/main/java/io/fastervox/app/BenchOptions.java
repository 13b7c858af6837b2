package io.fastervox.app;

import io.fastervox.app.bench.BenchmarkRecord;
import io.fastervox.app.bench.Machine;
import io.fastervox.app.bench.Ratio;
import io.fastervox.app.bench.Samples;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What every benchmark takes and what becomes of its result. */
final class BenchOptions {
    @Option(names = "--rounds", paramLabel = "N", defaultValue = "7", descriptionKey = "fvox.bench.rounds")
    private int rounds;

    @Option(names = "--record", descriptionKey = "fvox.bench.record")
    private boolean record;

    int rounds() {
        return Math.max(1, rounds);
    }

    /** Prints the figures; writes them into the checkout when that was asked for. */
    int finish(
            Composition composition,
            String name,
            String what,
            List<String> settings,
            List<Samples> samples,
            List<Ratio> ratios)
            throws IOException, InterruptedException {
        Console console = composition.console();
        for (Samples found : samples) {
            console.result(String.format(
                    Locale.ROOT,
                    "%-44s median %10.3f %s  (%.3f – %.3f, %d runs)",
                    found.of(),
                    found.median(),
                    found.unit(),
                    found.min(),
                    found.max(),
                    found.values().size()));
        }
        for (Ratio ratio : ratios) {
            console.result(String.format(
                    Locale.ROOT,
                    "%s / %s = %.3f (aim ≤ %.2f)%s",
                    ratio.of(),
                    ratio.to(),
                    ratio.value(),
                    ratio.aim(),
                    ratio.met() ? "" : "  missed"));
        }
        if (record) {
            BenchmarkRecord kept = new BenchmarkRecord(
                    name,
                    what,
                    LocalDate.now(java.time.ZoneOffset.UTC).toString(),
                    Machine.commit(composition.program()),
                    Machine.describe(composition.hardware()),
                    settings,
                    samples,
                    ratios);
            Path file = composition.program().resolve("docs/benchmarks").resolve(name + ".json");
            AtomicFiles.write(
                    file, Json.strict().writerWithDefaultPrettyPrinter().writeValueAsString(kept) + "\n");
            console.say("bench.written", file);
        }
        return ExitCode.OK;
    }
}
