package io.fastervox.app;

import io.fastervox.app.bench.AgentBenchmark;
import io.fastervox.app.bench.DictationBenchmark;
import io.fastervox.app.bench.Ratio;
import io.fastervox.app.bench.Samples;
import io.fastervox.dictation.EngineSupply;
import io.fastervox.engine.Engine;
import io.fastervox.support.CodedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code fvox bench agent}. */
@Command(name = "agent", mixinStandardHelpOptions = true)
final class BenchAgentCommand extends Measurement {
    BenchAgentCommand(Composition composition) {
        super("agent", composition);
    }

    @Override
    Figures measure(Composition composition, int rounds) throws CodedException, IOException, InterruptedException {
        Preparation.Prepared prepared = composition.preparation().prepare(Preparation.Wish.ofModel("base"));
        AgentBenchmark benchmark = new AgentBenchmark(composition.program());
        List<Samples> samples = new ArrayList<>(benchmark.run(rounds));
        List<Ratio> ratios = benchmark.ratios(samples);
        samples.addAll(dictations(composition, prepared, rounds));
        return new Figures(
                "The agent on Linux without a display: from the shell until it shows what it is at and until it could dictate, "
                        + "what it takes in 60 s in which nobody wants anything, and how long a dictation takes.",
                List.of(
                        "environment and model are ready; the worker is started by the first key press and not by the start",
                        "wake-ups: voluntary context switches of all its threads",
                        "dictation: model base, warm, the first 3 s of samples/john-dashwood.wav in real time, into a headless desktop"),
                samples,
                ratios);
    }

    private static List<Samples> dictations(Composition composition, Preparation.Prepared prepared, int rounds)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("fastervox-bench");
        try (Engine engine =
                composition.engine(prepared.environment(), prepared.spec().device())) {
            return new DictationBenchmark(
                            composition.program().resolve("samples/john-dashwood.wav"),
                            () -> new EngineSupply.Ready(engine, prepared.spec()),
                            folder)
                    .run(rounds);
        } finally {
            Files.deleteIfExists(folder);
        }
    }
}
