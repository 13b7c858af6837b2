package io.fastervox.app;

import io.fastervox.app.bench.BenchmarkRecord;
import io.fastervox.app.bench.Machine;
import io.fastervox.app.bench.Ratio;
import io.fastervox.app.bench.Samples;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.CodedException;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A benchmark as a command: measures, prints the figures, and writes them into the checkout when that is asked for. */
abstract class Measurement implements Callable<Integer> {
    private final String name;
    private final Composition composition;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "7", descriptionKey = "fvox.bench.rounds")
    private int rounds;

    @Option(names = "--record", descriptionKey = "fvox.bench.record")
    private boolean record;

    /** @param name of the benchmark */
    Measurement(String name, Composition composition) {
        this.name = name;
        this.composition = composition;
    }

    /**
     * What was measured.
     *
     * @param what was compared, in a sentence
     * @param settings model, options and input
     */
    record Figures(String what, List<String> settings, List<Samples> samples, List<Ratio> ratios) {}

    /** What its file under {@code docs/benchmarks} is called. */
    String file() {
        return name;
    }

    /** @param rounds at least 1 */
    abstract Figures measure(Composition composition, int rounds)
            throws CodedException, IOException, InterruptedException;

    @Override
    public final Integer call() throws CodedException, IOException, InterruptedException {
        if (record && Machine.commit(composition.program()).endsWith(Machine.CHANGED)) {
            composition.console().say("bench.changed");
            return ExitCode.FAILED;
        }
        Figures figures = measure(composition, Math.max(1, rounds));
        print(figures);
        if (record) {
            write(figures);
        }
        return ExitCode.OK;
    }

    private void print(Figures figures) {
        for (Samples found : figures.samples()) {
            composition
                    .console()
                    .result(String.format(
                            Locale.ROOT,
                            "%-44s median %10.3f %s  (%.3f – %.3f, %d runs)",
                            found.of(),
                            found.median(),
                            found.unit(),
                            found.min(),
                            found.max(),
                            found.values().size()));
        }
        for (Ratio ratio : figures.ratios()) {
            composition
                    .console()
                    .result(String.format(
                            Locale.ROOT,
                            "%s / %s = %.3f (aim ≤ %.2f)%s",
                            ratio.of(),
                            ratio.to(),
                            ratio.value(),
                            ratio.aim(),
                            ratio.met() ? "" : "  missed"));
        }
    }

    private void write(Figures figures) throws IOException, InterruptedException {
        BenchmarkRecord kept = new BenchmarkRecord(
                file(),
                figures.what(),
                LocalDate.now(ZoneOffset.UTC).toString(),
                Machine.commit(composition.program()),
                Machine.describe(composition.hardware()),
                figures.settings(),
                figures.samples(),
                figures.ratios());
        Path file = composition.program().resolve("docs/benchmarks").resolve(file() + ".json");
        AtomicFiles.write(file, Json.strict().writerWithDefaultPrettyPrinter().writeValueAsString(kept) + "\n");
        composition.console().say("bench.written", file);
    }
}
