package io.fastervox.app;

import io.fastervox.app.bench.LocalBenchmark;
import io.fastervox.app.bench.Samples;
import io.fastervox.environment.DamageListener;
import io.fastervox.environment.Environments;
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

/** {@code fvox bench env-local}. */
@Command(name = "env-local", mixinStandardHelpOptions = true)
final class BenchEnvLocalCommand extends Measurement {
    BenchEnvLocalCommand(Composition composition) {
        super("env-local", composition);
    }

    @Override
    Figures measure(Composition composition, int rounds) throws CodedException, IOException, InterruptedException {
        ReadyEnvironment ready = composition.preparation().environment();
        Profile profile = composition.embed().profiles().get(ready.profile());
        Lock lock = composition.embed().lock(profile, PlatformId.current());
        Path work = Files.createTempDirectory("fvox-bench-env-local");
        List<Samples> samples;
        try {
            Path first = work.resolve("first"); // its cache holds all that a build fetches
            composition
                    .environments(first)
                    .ensure(profile.id(), composition.console().progress());
            LocalBenchmark.Builds builds = (data, index, repair) -> {
                composition.useIndexes(List.of(index));
                Environments environments = composition.environments(data);
                return repair
                        ? environments.repair(
                                profile.id(), composition.console().progress(), DamageListener.NONE)
                        : environments.ensure(
                                profile.id(), composition.console().progress());
            };
            Path program = composition.program();
            String fvox = program.resolve("fvox").toString();
            LocalBenchmark benchmark = new LocalBenchmark(
                    new LocalBenchmark.Setting(
                            program,
                            ready.python(),
                            lock,
                            builds,
                            index -> List.of(
                                    fvox, "env", "setup", "--json", "--profile=" + profile.id(), "--index", index),
                            composition.variables()),
                    ready,
                    first.resolve("cache").resolve("wheels"),
                    work);
            samples = benchmark.run(rounds);
        } finally {
            FileTrees.delete(work);
        }
        return new Figures(
                "From an index server on this machine: an installed environment beside pip and uv with the same lock, unthrottled and at 20 Mbit/s; bytes after ten kills; repair; the check at each start.",
                List.of(
                        "lock " + lock.name() + " (" + lock.id()
                                + "); ours fetches pip and virtualenv too, and verifies every file and a self-test",
                        "ours, pip and uv: from the start of the first process to the end of the last; `to installed` and the steps of ours: by its own clock, without the start of its JVM",
                        "unthrottled, the transfer counts as nothing: the whole call in 15 s",
                        "ten kills at seeded times (0.7 to 2.2 s after the start) at 80 Mbit/s; bytes as the server counts them",
                        "repair: one module truncated, found by content; nothing is fetched, or the benchmark fails",
                        "start check: sizes and times of every file, in a running program"),
                samples,
                LocalBenchmark.ratios(samples));
    }
}
