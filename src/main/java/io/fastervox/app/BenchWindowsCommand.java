package io.fastervox.app;

import io.fastervox.app.bench.Samples;
import io.fastervox.app.bench.WindowsBenchmark;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code fvox bench windows}: on Linux, from a checkout. */
@Command(name = "windows", mixinStandardHelpOptions = true)
final class BenchWindowsCommand extends Measurement {
    BenchWindowsCommand(Composition composition) {
        super("windows", composition);
    }

    @Override
    Figures measure(Composition composition, int rounds) throws IOException, InterruptedException {
        WindowsBenchmark benchmark = new WindowsBenchmark(composition.program(), BuildVersion.text());
        List<Samples> samples = benchmark.run(rounds);
        return new Figures(
                "The Windows program under Wine: installer, start, set-up with the Python that is installed with it, and size.",
                List.of(
                        "every time under Wine includes the start of Wine’s process; an empty program shows how long that is",
                        "install, upgrade and uninstall: msiexec /qn; the upgrade replaces every file",
                        "java.exe, the same: fvox.exe --version by the same Java’s own launcher",
                        "set-up: profile cpu, default package index, from an empty data folder; the steps overlap"),
                samples,
                benchmark.ratios(samples));
    }
}
