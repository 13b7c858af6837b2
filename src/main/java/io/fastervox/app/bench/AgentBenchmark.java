package io.fastervox.app.bench;

import io.fastervox.support.Exec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the agent as a person would and looks at it from outside, by {@code src/test/bench/agent.sh}. */
public final class AgentBenchmark {
    private static final Pattern LINE = Pattern.compile("(.+) (\\S+) ([0-9.]+)");
    private static final int IDLE_SECONDS = 60;
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final double AIM_PERCENT = 0.2;
    private static final double AIM_WAKE_UPS = 0.2;
    private static final double AIM_MEGABYTES = 110;

    private final Path program;

    /** @param program the checkout */
    public AgentBenchmark(Path program) {
        this.program = program;
    }

    public List<Samples> run(int rounds) throws IOException, InterruptedException {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        Map<String, String> units = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            Exec.Result result = Exec.of(
                            List.of(
                                    program.resolve("src/test/bench/agent.sh").toString(),
                                    program.resolve("fvox").toString(),
                                    String.valueOf(IDLE_SECONDS)),
                            LIMIT)
                    .run();
            if (!result.succeeded()) {
                throw new IOException("agent.sh: " + result.describe());
            }
            for (String line : result.stdout().lines().toList()) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    values.computeIfAbsent(matcher.group(1), name -> new ArrayList<>())
                            .add(Double.valueOf(matcher.group(3)));
                    units.put(matcher.group(1), matcher.group(2));
                }
            }
        }
        return values.entrySet().stream()
                .map(entry -> new Samples(entry.getKey(), String.valueOf(units.get(entry.getKey())), entry.getValue()))
                .toList();
    }

    public List<Ratio> ratios(List<Samples> samples) {
        return List.of(
                Ratio.of(Samples.named(samples, "idle CPU"), new Samples("0.2 %", "%", List.of(AIM_PERCENT)), 1),
                Ratio.of(
                        Samples.named(samples, "idle wake-ups of the thread with most of them"),
                        new Samples("one in 5 s", "1/s", List.of(AIM_WAKE_UPS)),
                        1),
                Ratio.of(
                        Samples.named(samples, "memory (Pss)"),
                        new Samples("110 MB", "MB", List.of(AIM_MEGABYTES)),
                        1));
    }
}
