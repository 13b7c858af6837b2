package io.fastervox.app;

import io.fastervox.app.bench.AgentBenchmark;
import io.fastervox.app.bench.Samples;
import io.fastervox.support.CodedException;
import java.io.IOException;
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
        composition.preparation().prepare(Preparation.Wish.ofModel("base"));
        AgentBenchmark benchmark = new AgentBenchmark(composition.program());
        List<Samples> samples = benchmark.run(rounds);
        return new Figures(
                "The agent on Linux without a display: from the shell until it shows what it is at and until it could dictate, "
                        + "and what it takes in 60 s in which nobody wants anything.",
                List.of(
                        "environment and model are ready; the worker is started by the first key press and not by the start",
                        "wake-ups: voluntary context switches of all its threads"),
                samples,
                benchmark.ratios(samples));
    }
}
