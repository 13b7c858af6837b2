package io.fastervox.app;

import io.fastervox.app.bench.EnvironmentBenchmark;
import io.fastervox.app.bench.Samples;
import io.fastervox.environment.Lock;
import io.fastervox.environment.PlatformId;
import io.fastervox.environment.Profile;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.CodedException;
import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code fvox bench env}. */
@Command(name = "env", mixinStandardHelpOptions = true)
final class BenchEnvCommand extends Measurement {
    BenchEnvCommand(Composition composition) {
        super("env", composition);
    }

    @Override
    Figures measure(Composition composition, int rounds) throws CodedException, IOException, InterruptedException {
        ReadyEnvironment ready = composition.preparation().environment();
        Profile profile = composition.embed().profiles().get(ready.profile());
        Lock lock = composition.embed().lock(profile, PlatformId.current());
        Path work = Files.createTempDirectory("fvox-bench-env");
        List<Samples> samples;
        EnvironmentBenchmark benchmark;
        try {
            benchmark = new EnvironmentBenchmark(
                    composition.program().resolve("fvox"), profile, ready, lock, composition.variables(), work);
            samples = benchmark.run(rounds);
        } finally {
            FileTrees.delete(work);
        }
        return new Figures(
                "From an empty folder to an installed environment, against plain pip with the same lock: cold, alternating, without bytecode on either side.",
                List.of(
                        "lock " + lock.name() + " (" + lock.id() + "), default package index, unthrottled",
                        "ours: `fvox env setup` from the start of its JVM to its end; unpack the base Python, fetch, create the environment, install, and verify every file and a self-test; the steps overlap",
                        "pip: create an environment with virtualenv, then pip install --no-cache-dir --no-deps --require-hashes; nothing is verified"),
                samples,
                benchmark.ratios(samples));
    }
}
