package io.fastervox.app;

import io.fastervox.app.bench.Samples;
import io.fastervox.app.bench.StartBenchmark;
import io.fastervox.support.CodedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code fvox bench start}. */
@Command(name = "start", mixinStandardHelpOptions = true)
final class BenchStartCommand extends Measurement {
    BenchStartCommand(Composition composition) {
        super("start", composition);
    }

    @Override
    Figures measure(Composition composition, int rounds) throws CodedException, IOException, InterruptedException {
        composition.preparation().prepare(Preparation.Wish.ofModel("base"));
        Path program = composition.program();
        StartBenchmark benchmark =
                new StartBenchmark(program.resolve("fvox"), program.resolve("samples/ill-disposed.wav"));
        List<Samples> samples = benchmark.run(rounds);
        return new Figures(
                "A second `fvox transcribe` of a 3 s clip, from the shell: the whole, and what lies outside the Python worker (0.6 s is the aim).",
                List.of(
                        "model base; everything is built and downloaded",
                        "before worker: command line, files, settings; "
                                + "worker start: until the worker answers; checks after it: by what our checks of hardware, environment and model, which run beside it, take longer; load: until the model is loaded; "
                                + "engine end: until the worker has gone; rest: shell script, start and end of the JVM, class loading before main"),
                samples,
                benchmark.ratios(samples));
    }
}
