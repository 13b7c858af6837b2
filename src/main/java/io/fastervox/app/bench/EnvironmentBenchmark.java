package io.fastervox.app.bench;

import io.fastervox.environment.BuildReport;
import io.fastervox.environment.Environments;
import io.fastervox.environment.Lock;
import io.fastervox.environment.LockedWheel;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.CodedException;
import io.fastervox.support.Exec;
import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Our build against plain pip, both from nothing. */
public final class EnvironmentBenchmark {
    private static final String OURS = "ours, to installed";
    private static final String PIP = "virtualenv + pip install";
    private static final String PIP_ALONE = "pip install alone";
    private static final double AIM = 0.8;
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final Build build;
    private final ReadyEnvironment ready;
    private final Lock lock;
    private final Map<String, String> variables;
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
            Build build, ReadyEnvironment ready, Lock lock, Map<String, String> variables, Path work) {
        this.build = build;
        this.ready = ready;
        this.lock = lock;
        this.variables = withoutPython(variables);
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
        Path base = Path.of(property(ready.root().resolve("pyvenv.cfg"), "home"));
        Path python = base.resolve(ready.python().getFileName());
        Path requirements = work.resolve("requirements.txt");
        Files.writeString(requirements, requirements());
        long began = System.nanoTime();
        run(List.of(
                Files.exists(python)
                        ? python.toString()
                        : base.resolve("python3.12").toString(),
                "-I",
                "-m",
                "virtualenv",
                "--quiet",
                "--copies",
                "--no-periodic-update",
                "--no-download",
                "--app-data",
                folder + "-app-data",
                folder.toString()));
        Path library = base.resolveSibling("lib").resolve("libpython3.12.so.1.0");
        if (Files.exists(library)) {
            Files.copy(library, folder.resolve("lib").resolve(library.getFileName()));
        }
        long created = System.nanoTime();
        Path own = folder.resolve(ready.root().relativize(ready.python()));
        run(List.of(
                own.toString(),
                "-I",
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-compile",
                "--no-cache-dir",
                "--no-deps",
                "--require-hashes",
                "-r",
                requirements.toString()));
        long installed = System.nanoTime();
        series.add(PIP, (installed - began) / 1e9);
        series.add(PIP_ALONE, (installed - created) / 1e9);
        FileTrees.delete(folder);
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Exec.Result result = Exec.of(command, LIMIT).withEnvironment(variables).run();
        if (!result.succeeded()) {
            throw new IOException(command.get(3) + ": " + result.describe());
        }
    }

    private String requirements() {
        StringBuilder lines = new StringBuilder();
        for (LockedWheel wheel : lock.wheels()) {
            lines.append(wheel.name()).append("==").append(wheel.version());
            lines.append(" --hash=sha256:").append(wheel.sha256()).append('\n');
        }
        return lines.toString();
    }

    private static String property(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.matches(name + "\\s*=.*"))
                .map(line -> line.substring(line.indexOf('=') + 1).strip())
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name + " in " + file));
    }

    /** A person's own pip configuration must not decide the race. */
    private static Map<String, String> withoutPython(Map<String, String> variables) {
        Map<String, String> clean = new HashMap<>(variables);
        clean.keySet().removeIf(name -> name.toUpperCase(Locale.ROOT).matches("(PIP_(?!CERT)|PYTHON|VIRTUAL_ENV).*"));
        return clean;
    }
}
