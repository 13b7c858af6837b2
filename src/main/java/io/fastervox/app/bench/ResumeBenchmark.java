package io.fastervox.app.bench;

import io.fastervox.support.Exec;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a kill costs: the program and all that it started are ended at seeded times in the middle of a recording, and another
 * run goes on. Counted is what the journal holds behind the last place where the engine can go on, and how much longer both
 * runs decode than one that nothing disturbs.
 */
public final class ResumeBenchmark {
    private static final long SEED = 20261126;
    private static final String BEHIND = "segments in the journal behind the last checkpoint, at kill -9";
    private static final String AGAIN = "decoded more than undisturbed, after kill -9, starts taken as equal";
    private static final List<String> SHARED = List.of("pytorch_env", "python_embed", "models", "cache");
    private static final int MOST_ROUNDS = 20;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path fvox;
    private final Path home;

    /**
     * @param data a data folder that is ready
     * @param home a folder that does not exist: it gets a queue of its own over the same environment
     */
    public ResumeBenchmark(Path fvox, Path data, Path home) throws IOException {
        this.fvox = fvox;
        this.home = Files.createDirectories(home);
        for (String part : SHARED) {
            if (Files.exists(data.resolve(part))) {
                Files.createSymbolicLink(home.resolve(part), data.resolve(part));
            }
        }
    }

    /** One value for each kill in the middle of decoding. */
    public List<Samples> run(Path recording, int kills) throws IOException, InterruptedException {
        Random dice = new Random(SEED);
        KilledRun.Undisturbed undisturbed = undisturbed(recording);
        List<KilledRun> killed = new ArrayList<>();
        for (int round = 0; killed.size() < kills; round++) {
            if (round == MOST_ROUNDS) {
                throw new IOException("no kill came in the middle of " + recording);
            }
            add(recording);
            double seconds = undisturbed.start() + undisturbed.decoded() * dice.nextDouble();
            boolean ended = !fvox(Duration.ofMillis(Math.round(seconds * 1000)), "queue", "run");
            List<String> lines = Files.readAllLines(journal());
            runToItsEnd();
            if (!ended && KilledRun.isBegun(lines)) { // else: a quick run was through, or a slow one was still starting
                killed.add(new KilledRun(lines, seconds, decoded(recording)));
            }
            fvox(LIMIT, "queue", "clear");
        }
        return List.of(
                new Samples(
                        BEHIND,
                        "",
                        killed.stream().map(one -> (double) one.behind()).toList()),
                new Samples(
                        AGAIN,
                        "s",
                        killed.stream()
                                .map(one -> one.decodedAgain(undisturbed))
                                .toList()));
    }

    /** Of the segments: what else was decoded twice is a figure without an aim. */
    public static Ratio ratio(List<Samples> found) {
        Samples behind = Samples.named(found, BEHIND);
        return new Ratio(behind.of() + ", the most", "1", behind.max(), 1);
    }

    private KilledRun.Undisturbed undisturbed(Path recording) throws IOException, InterruptedException {
        add(recording);
        long began = System.nanoTime();
        runToItsEnd();
        double seconds = (System.nanoTime() - began) / 1e9;
        fvox(LIMIT, "queue", "clear");
        return new KilledRun.Undisturbed(seconds, decoded(recording));
    }

    private void runToItsEnd() throws IOException, InterruptedException {
        if (fvox(LIMIT, "queue", "run")) {
            throw new IOException("not done in " + LIMIT);
        }
    }

    private void add(Path recording) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("queue", "add", "--language", "en", "--overwrite"));
        words.addAll(List.of("--format", "json", "--output-dir", out().toString(), recording.toString()));
        fvox(LIMIT, words.toArray(String[]::new));
    }

    private Path out() {
        return home.resolve("out");
    }

    /** By the last run, as the transcript says. */
    private double decoded(Path recording) throws IOException {
        String name = recording.getFileName().toString().replaceFirst("\\.[^.]*$", ".json");
        return Json.strict()
                .readTree(Files.readAllBytes(out().resolve(name)))
                .required("decode_seconds")
                .asDouble();
    }

    private Path journal() throws IOException {
        try (var files = Files.newDirectoryStream(home.resolve("jobs"), "*.job")) {
            return files.iterator().next();
        }
    }

    /** Whether it was killed at its limit. */
    private boolean fvox(Duration limit, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(fvox.toString()));
        command.addAll(List.of(arguments));
        Exec.Result result = Exec.of(command, limit)
                .withVariables(java.util.Map.of("FASTERVOX_HOME", home.toString()))
                .run();
        if (!result.timedOut() && !result.succeeded()) {
            throw new IOException("fvox " + arguments[1] + ": " + result.describe());
        }
        return result.timedOut();
    }
}
