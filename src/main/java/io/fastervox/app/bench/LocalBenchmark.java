package io.fastervox.app.bench;

import io.fastervox.environment.BuildReport;
import io.fastervox.environment.Environments;
import io.fastervox.environment.Lock;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.environment.Repair;
import io.fastervox.support.CodedException;
import io.fastervox.support.Exec;
import io.fastervox.support.FileTrees;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Builds from an index on this machine, so that the network is what it is said to be; kills; repairs; start checks. */
public final class LocalBenchmark {
    private static final long TWENTY_MBIT = 2_500_000;
    private static final double BESIDE_THE_TRANSFER = 15;
    private static final int KILLS = 10;
    private static final long SEED = 20261125;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final String FAST = "unthrottled";
    private static final String SLOW = "20 Mbit/s";
    private static final String CALL = ": ours, the whole call";
    private static final String ALLOWED = SLOW + ": transfer time of our bytes + 15 s";
    private static final String READ = "ten kills: bytes read";
    private static final String SIZE = "ten kills: bytes of the wheels";
    private static final String REPAIR = "repair of one damaged package";
    private static final String REBUILD = "build from the same cache";
    private static final String REFETCHED = "repair of one damaged package, fetched";
    private static final String DAMAGED = "faster-whisper";
    private static final String CHECK = "start check";

    private final Setting setting;
    private final Path work;
    private final Path wheels;
    private final PipInstall others;
    private final Series series = new Series();

    /**
     * What is measured.
     *
     * @param program the checkout
     * @param python runs the index server
     * @param builds our builds inside this program, by the index that they use
     * @param setUp the command that builds and prints the build's report, by the index that it uses
     */
    public record Setting(
            Path program, Path python, Lock lock, Builds builds, Command setUp, Map<String, String> variables) {}

    /** Builds or repairs in a data folder. */
    @FunctionalInterface
    public interface Builds {
        Environments.Built run(Path data, String index, boolean repair) throws CodedException, InterruptedException;
    }

    /** A command line. */
    @FunctionalInterface
    public interface Command {
        List<String> with(String index);
    }

    /**
     * @param ready whose base Python runs the other sides
     * @param wheels a folder with everything that a build fetches
     * @param work an empty folder
     */
    public LocalBenchmark(Setting setting, ReadyEnvironment ready, Path wheels, Path work) throws IOException {
        this.setting = setting;
        this.work = work;
        this.wheels = wheels;
        this.others = new PipInstall(ready, setting.lock(), setting.variables(), work);
    }

    /** @param rounds of what is quick; at 20 Mbit/s each side runs once, a minute long */
    public List<Samples> run(int rounds) throws CodedException, IOException, InterruptedException {
        Path uv = others.fetchUv();
        for (int round = 0; round < rounds; round++) {
            sides(FAST, 0, uv);
        }
        double transfer = sides(SLOW, TWENTY_MBIT, uv) / (double) TWENTY_MBIT;
        List<Samples> bytes = kills();
        repairs(rounds);
        List<Samples> samples = new ArrayList<>(series.seconds());
        samples.add(new Samples(ALLOWED, "s", List.of(transfer + BESIDE_THE_TRANSFER)));
        samples.addAll(bytes);
        return samples;
    }

    /** On the line without a limit the transfer counts as nothing, which is the stricter aim. */
    public static List<Ratio> ratios(List<Samples> samples) {
        return List.of(
                Ratio.of(
                        Samples.named(samples, FAST + CALL), new Samples("15 s", "s", List.of(BESIDE_THE_TRANSFER)), 1),
                Ratio.of(Samples.named(samples, SLOW + CALL), Samples.named(samples, ALLOWED), 1),
                Ratio.of(Samples.named(samples, READ), Samples.named(samples, SIZE), 1.02),
                Ratio.of(Samples.named(samples, REPAIR), Samples.named(samples, REBUILD), 0.5),
                Ratio.of(Samples.named(samples, CHECK), new Samples("0.2 s", "s", List.of(0.2)), 1));
    }

    /** All three from nothing, each from the start of its first process; gives the bytes that ours read. */
    private long sides(String speed, long rate, Path uv) throws IOException, InterruptedException {
        try (LocalIndex index = index(rate)) {
            Path data = fresh("ours");
            long began = System.nanoTime();
            Exec.Result ours = setUp(data, index, LIMIT);
            series.add(speed + CALL, (System.nanoTime() - began) / 1e9);
            if (!ours.succeeded()) {
                throw new IOException("set-up: " + ours.describe());
            }
            series.add(speed + ": ours", "to installed", Json.strict().readValue(ours.stdout(), BuildReport.class));
            long sent = index.sent();
            FileTrees.delete(data);
            other(speed + ": virtualenv + pip", python -> others.pip(python, index.options()));
            other(speed + ": virtualenv + uv", python -> others.uv(uv, python, index.options()));
            return sent;
        }
    }

    private Exec.Result setUp(Path data, LocalIndex index, Duration limit) throws IOException, InterruptedException {
        return Exec.of(setting.setUp().with(index.url()), limit)
                .withEnvironment(setting.variables())
                .withVariables(Map.of("FASTERVOX_HOME", data.toString()))
                .run();
    }

    private interface Install {
        void into(Path python) throws IOException, InterruptedException;
    }

    private void other(String name, Install install) throws IOException, InterruptedException {
        Path folder = fresh("other");
        long began = System.nanoTime();
        install.into(others.create(folder));
        series.add(name, (System.nanoTime() - began) / 1e9);
        FileTrees.delete(folder);
    }

    /** Kills the program ten times while it builds; the eleventh run ends. */
    private List<Samples> kills() throws IOException, InterruptedException {
        Random times = new Random(SEED);
        Path data = fresh("killed");
        long size = 0;
        try (LocalIndex index = index(4 * TWENTY_MBIT);
                Stream<Path> files = Files.list(wheels)) {
            for (Path wheel :
                    files.filter(file -> file.toString().endsWith(".whl")).toList()) {
                size += Files.size(wheel);
            }
            int kills = 0;
            boolean done = false;
            while (!done) {
                Duration limit = kills < KILLS ? Duration.ofMillis(700L + times.nextInt(1500)) : LIMIT;
                Exec.Result run = setUp(data, index, limit);
                done = !run.timedOut();
                kills += done ? 0 : 1;
                if (done && (!run.succeeded() || kills < KILLS)) {
                    throw new IOException("set-up after " + kills + " kills: " + run.describe());
                }
            }
            List<Samples> bytes = List.of(Samples.bytes(READ, index.sent()), Samples.bytes(SIZE, size));
            FileTrees.delete(data);
            return bytes;
        }
    }

    private void repairs(int rounds) throws CodedException, IOException, InterruptedException {
        Path data = fresh("repaired");
        try (LocalIndex index = index(0)) {
            setting.builds().run(data, index.url(), false);
            long before = index.sent();
            for (int round = 0; round < rounds; round++) {
                FileTrees.delete(data.resolve("pytorch_env"));
                series.add(
                        REBUILD,
                        setting.builds().run(data, index.url(), false).report().seconds());
                long began = System.nanoTime();
                Path root = setting.builds()
                        .run(data, index.url(), false)
                        .environment()
                        .root();
                series.add(CHECK, (System.nanoTime() - began) / 1e9);
                damage(root);
                began = System.nanoTime();
                Optional<Repair> repair =
                        setting.builds().run(data, index.url(), true).repair();
                series.add(REPAIR, (System.nanoTime() - began) / 1e9);
                if (!repair.map(Repair::owners).equals(Optional.of(List.of(DAMAGED)))) {
                    throw new IOException("not " + DAMAGED + " alone was repaired: " + repair);
                }
            }
            if (index.sent() != before) {
                throw new IOException(REFETCHED + " " + (index.sent() - before) + " bytes");
            }
        }
    }

    private static void damage(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            Path module = files.filter(file -> file.endsWith("faster_whisper/transcribe.py"))
                    .findAny()
                    .orElseThrow();
            try (FileChannel opened = FileChannel.open(module, StandardOpenOption.WRITE)) {
                opened.truncate(1000);
            }
        }
    }

    private LocalIndex index(long rate) throws IOException, InterruptedException {
        return new LocalIndex(setting.python(), setting.program(), wheels, rate, fresh("index"));
    }

    private Path fresh(String name) {
        return work.resolve(name + "-" + System.nanoTime());
    }
}
