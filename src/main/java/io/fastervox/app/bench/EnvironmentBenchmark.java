package io.fastervox.app.bench;

import io.fastervox.environment.BuildReport;
import io.fastervox.environment.Lock;
import io.fastervox.environment.Profile;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.Exec;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Our build against plain pip, both from nothing and each as the process that a shell would start. */
public final class EnvironmentBenchmark {
    private static final String OURS = "ours, the whole call";
    private static final String PIP = "virtualenv + pip install";
    private static final String PIP_ALONE = "pip install alone";
    private static final double AIM = 0.8;
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final Path fvox;
    private final Profile profile;
    private final PipInstall pip;
    private final Map<String, String> variables;
    private final Path work;

    /**
     * @param ready whose base Python runs the other side
     * @param variables the environment of this process
     * @param work an empty folder
     */
    public EnvironmentBenchmark(
            Path fvox, Profile profile, ReadyEnvironment ready, Lock lock, Map<String, String> variables, Path work)
            throws IOException {
        this.fvox = fvox;
        this.profile = profile;
        this.pip = new PipInstall(ready, lock, variables, work);
        this.variables = variables;
        this.work = work;
    }

    /**
     * Ours in all and by step, and pip's. What was built stays to the end: where thousands of files were just deleted,
     * ext4 looks for new inodes up to five minutes at every file it makes ({@code recently_deleted} in
     * {@code fs/ext4/ialloc.c}), which is the price of the benchmark and not of either side.
     */
    public List<Samples> run(int rounds) throws IOException, InterruptedException {
        Series series = new Series();
        for (int round = 0; round < rounds; round++) {
            ours(series, work.resolve("ours-" + round));
            pip(series, work.resolve("pip-" + round));
        }
        return series.seconds();
    }

    public List<Ratio> ratios(List<Samples> samples) {
        Samples ours = Samples.named(samples, OURS);
        return List.of(
                Ratio.of(ours, Samples.named(samples, PIP), AIM),
                Ratio.of(ours, Samples.named(samples, PIP_ALONE), AIM));
    }

    /** What the side before has left to be written is written first, or its successor would wait for that. */
    private static void settle() throws IOException, InterruptedException {
        Exec.of(List.of("sync"), LIMIT).run();
    }

    private void ours(Series series, Path data) throws IOException, InterruptedException {
        settle();
        long began = System.nanoTime();
        Exec.Result result = Exec.of(
                        List.of(fvox.toString(), "env", "setup", "--json", "--profile=" + profile.id()), LIMIT)
                .withEnvironment(variables)
                .withVariables(Map.of("FASTERVOX_HOME", data.toString()))
                .run();
        series.add(OURS, (System.nanoTime() - began) / 1e9);
        if (!result.succeeded()) {
            throw new IOException("fvox env setup: " + result.describe());
        }
        series.add("ours", "to installed", Json.strict().readValue(result.stdout(), BuildReport.class));
    }

    private void pip(Series series, Path folder) throws IOException, InterruptedException {
        settle();
        long began = System.nanoTime();
        Path python = pip.create(folder);
        long created = System.nanoTime();
        pip.pip(python, List.of());
        long installed = System.nanoTime();
        series.add(PIP, (installed - began) / 1e9);
        series.add(PIP_ALONE, (installed - created) / 1e9);
    }
}
