package io.fastervox.app.bench;

import io.fastervox.environment.BuildReport;
import io.fastervox.environment.Environments;
import io.fastervox.environment.Lock;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.CodedException;
import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Our build against plain pip, both from nothing. */
public final class EnvironmentBenchmark {
    private static final String OURS = "ours, to installed";
    private static final String PIP = "virtualenv + pip install";
    private static final String PIP_ALONE = "pip install alone";
    private static final double AIM = 0.8;

    private final Build build;
    private final PipInstall pip;
    private final Path work;

    /** Builds in an empty data folder. */
    @FunctionalInterface
    public interface Build {
        Environments.Built in(Path data) throws CodedException, InterruptedException;
    }

    /**
     * @param ready whose base Python runs the other side
     * @param variables the environment of this process
     * @param work an empty folder
     */
    public EnvironmentBenchmark(
            Build build, ReadyEnvironment ready, Lock lock, Map<String, String> variables, Path work)
            throws IOException {
        this.build = build;
        this.pip = new PipInstall(ready, lock, variables, work);
        this.work = work;
    }

    /** Ours in all and by step, and pip's. */
    public List<Samples> run(int rounds) throws CodedException, IOException, InterruptedException {
        Series series = new Series();
        for (int round = 0; round < rounds; round++) {
            Path data = work.resolve("ours-" + round);
            BuildReport report = build.in(data).report();
            FileTrees.delete(data);
            series.add("ours", "to installed", report);
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

    private void pip(Series series, Path folder) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Path python = pip.create(folder);
        long created = System.nanoTime();
        pip.pip(python, List.of());
        long installed = System.nanoTime();
        series.add(PIP, (installed - began) / 1e9);
        series.add(PIP_ALONE, (installed - created) / 1e9);
        FileTrees.delete(folder);
    }
}
