package io.fastervox.app.bench;

import io.fastervox.support.Exec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls {@code fvox transcribe --verbose} as a shell would and takes its own timings apart. */
public final class StartBenchmark {
    private static final Pattern PART = Pattern.compile("([a-z ]+) ([0-9.]+) s");
    private static final List<String> IN_WORKER = List.of("worker start", "load", "transcription", "engine end");
    private static final String WHOLE = "whole call";
    private static final String OUTSIDE = "outside the worker";
    private static final double AIM_SECONDS = 0.6;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path fvox;
    private final Path clip;

    public StartBenchmark(Path fvox, Path clip) {
        this.fvox = fvox;
        this.clip = clip;
    }

    /** The whole call, what is outside the worker, and the parts. One call before does not count. */
    public List<Samples> run(int rounds) throws IOException, InterruptedException {
        Series series = new Series();
        for (int round = -1; round < rounds; round++) {
            long began = System.nanoTime();
            Exec.Result result = Exec.of(
                            List.of(fvox.toString(), "transcribe", "--verbose", "--model=base", clip.toString()), LIMIT)
                    .run();
            double whole = (System.nanoTime() - began) / 1e9;
            if (!result.succeeded()) {
                throw new IOException("fvox transcribe: " + result.describe());
            }
            if (round < 0) {
                continue;
            }
            Map<String, Double> parts = parts(result.stderr());
            double inWorker = IN_WORKER.stream().mapToDouble(parts::get).sum();
            double known =
                    parts.values().stream().mapToDouble(Double::doubleValue).sum();
            series.add(WHOLE, whole);
            series.add(OUTSIDE, whole - inWorker);
            parts.forEach((part, seconds) -> series.add(part, seconds));
            series.add("rest", whole - known);
        }
        return series.seconds();
    }

    /** Against the time it may take. */
    public List<Ratio> ratios(List<Samples> samples) {
        Samples outside = Samples.named(samples, OUTSIDE);
        return List.of(Ratio.of(outside, new Samples("0.6 s", "s", List.of(AIM_SECONDS)), 1));
    }

    private static Map<String, Double> parts(String stderr) throws IOException {
        String line = stderr.lines()
                .filter(text -> text.startsWith("timings: "))
                .findAny()
                .orElseThrow(() -> new IOException("no timings in: " + stderr));
        Map<String, Double> parts = new LinkedHashMap<>();
        Matcher matcher = PART.matcher(line.substring("timings: ".length()));
        while (matcher.find()) {
            parts.put(matcher.group(1).strip(), Double.valueOf(matcher.group(2)));
        }
        return parts;
    }
}
