package io.fastervox.app.bench;

import io.fastervox.support.Exec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a kill costs: the program and all that it started are ended at seeded times in the middle of a recording. Decoded
 * twice is what the journal holds behind the last place where the engine can go on.
 */
public final class ResumeBenchmark {
    private static final long SEED = 20261126;
    private static final String NAME = "segments decoded twice after kill -9";
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
    public Samples run(Path recording, int kills) throws IOException, InterruptedException {
        Random dice = new Random(SEED);
        List<Double> twice = new ArrayList<>();
        int start = 4000;
        for (int round = 0; twice.size() < kills; round++) {
            if (round == MOST_ROUNDS) {
                throw new IOException("no kill came in the middle of " + recording);
            }
            fvox(LIMIT, "queue", "add", "--language", "en", "--overwrite", recording.toString());
            Path journal = journal();
            while (twice.size() < kills) {
                boolean killed = fvox(Duration.ofMillis(start + dice.nextInt(4000)), "queue", "run");
                if (!killed) {
                    start = Math.max(1000, start - 2000); // a fast one: it was through
                    break;
                }
                List<String> lines = Files.readAllLines(journal);
                if (lines.stream().anyMatch(line -> line.contains("\"entry\":\"committed\""))) {
                    twice.add((double) behind(lines));
                } else {
                    start += 2000; // a slow machine: it was still starting
                }
            }
            fvox(LIMIT, "queue", "cancel");
            fvox(LIMIT, "queue", "clear");
        }
        return new Samples(NAME, "", twice);
    }

    public static Ratio ratio(Samples found) {
        return new Ratio(found.of() + ", the most", "1", found.max(), 1);
    }

    private static long behind(List<String> lines) {
        long count = 0;
        for (String line : lines) {
            count = line.contains("\"entry\":\"reached\"")
                    ? 0
                    : count + (line.contains("\"entry\":\"committed\"") ? 1 : 0);
        }
        return count;
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
