package io.fastervox.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fastervox.audio.Pcm;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Segment;
import io.fastervox.engine.StreamResult;
import io.fastervox.engine.WordErrorRate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * From the end of the speech to its text: a stream that is fed in real time against faster-whisper in process with the whole
 * recording, alternating. Ours is timed from the end of the audio to the result at the agent, both pipes included.
 */
public final class StreamBenchmark {
    /** The recordings end with 500 ms of silence. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private static final Duration EARLY = Duration.ofMillis(100);

    private static final int A_QUARTER = 4;
    /** Seconds of speech from which the second row is measured with a quarter of the recordings: each takes its time. */
    private static final int LONG = 60;

    private static final String AT_ONCE = "release 100 ms after the last voiced frame";
    private static final String AFTER_SILENCE = "release after 500 ms of silence";
    private static final String BATCH = "batch, greedy";
    private static final String CPU = "processor time, streamed";
    private static final String CPU_BATCH = "processor time, batch, greedy";
    private static final double CPU_AIM = 1.3;
    private static final double P95_AIM = 1.25;

    private final Engine engine;
    private final ModelSpec model;
    private final LiveStream live;
    private final InProcess batch;
    private final Series series = new Series();
    private final Series counts = new Series();
    private final WordErrors errors = new WordErrors();

    /** @param script {@code runner/bench_in_process.py} */
    public StreamBenchmark(Engine engine, ModelSpec model, boolean shortWindows, Path python, Path script) {
        this.engine = engine;
        this.model = model;
        this.live = new LiveStream(engine, model, shortWindows);
        this.batch = new InProcess(python, script, model);
    }

    /**
     * @param folder recordings made by {@code .ci/dictation/material.py}
     * @param rounds recordings of each length
     */
    public List<Samples> run(Path folder, int rounds) throws EngineException, IOException, InterruptedException {
        engine.load(model);
        List<Spoken> all = Spoken.in(folder);
        for (int length : new TreeSet<>(all.stream().map(Spoken::length).toList())) {
            List<Spoken> chosen = all.stream()
                    .filter(spoken -> spoken.length() == length)
                    .limit(rounds)
                    .toList();
            for (int i = 0; i < chosen.size(); i++) {
                measure(folder, chosen.get(i), i % A_QUARTER == 0);
            }
        }
        List<Samples> samples = new ArrayList<>(series.seconds());
        counts.seconds().forEach(found -> samples.add(new Samples(found.of(), "", found.values())));
        samples.addAll(errors.samples());
        return samples;
    }

    /** What the streaming engine is to reach. */
    public static List<Ratio> ratios(List<Samples> samples) {
        List<Ratio> ratios = new ArrayList<>();
        for (Samples found : samples) {
            if (!found.of().endsWith(": " + AT_ONCE)) {
                continue;
            }
            String length = found.of().replaceFirst(":.*", "");
            Samples other = Samples.named(samples, length + ": " + BATCH);
            ratios.add(Ratio.of(found, other, aim(length)));
            ratios.add(Ratio.of(Samples.named(samples, length + ": " + AFTER_SILENCE), other, 0.1));
            if (length.equals("60 s") || length.equals("120 s")) {
                ratios.add(Ratio.ofP95(found, Samples.named(samples, "20 s: " + AT_ONCE), P95_AIM));
            }
            ratios.add(Ratio.ofSums(
                    Samples.named(samples, length + ": " + CPU),
                    Samples.named(samples, length + ": " + CPU_BATCH),
                    CPU_AIM));
        }
        ratios.addAll(WordErrors.ratios(samples));
        return ratios;
    }

    private static double aim(String length) {
        return switch (length) {
            case "3 s" -> 0.4;
            case "10 s" -> 0.6;
            case "60 s" -> 0.15;
            default -> 1;
        };
    }

    private void measure(Path folder, Spoken spoken, boolean oneOfAQuarter)
            throws EngineException, IOException, InterruptedException {
        String length = spoken.length() + " s: ";
        byte[] samples = spoken.samples(folder);
        LiveStream.Heard early = live.run(samples, samples.length - Pcm.bytes(SILENCE) + Pcm.bytes(EARLY));
        series.add(length + AT_ONCE, early.seconds());
        series.add(length + CPU, early.cpuSeconds());
        JsonNode greedy = batch.transcribe(folder.resolve(spoken.file()), "greedy");
        series.add(length + BATCH, greedy.required("seconds").asDouble());
        series.add(length + CPU_BATCH, greedy.required("cpu_seconds").asDouble());
        if (oneOfAQuarter || spoken.length() < LONG) {
            series.add(length + AFTER_SILENCE, live.run(samples, samples.length).seconds());
        }
        if (oneOfAQuarter) {
            JsonNode plain = batch.transcribe(folder.resolve(spoken.file()), "defaults");
            series.add(length + "batch, defaults", plain.required("seconds").asDouble());
        }
        StreamResult heard = early.result();
        counts.add(length + "pieces decoded twice", heard.reruns());
        counts.add(length + "speculations in vain", heard.withdrawn());
        counts.add(length + "decoded anew as a whole", heard.redecoded().isPresent() ? 1 : 0);
        compare(length, spoken, text(heard), greedy.required("text").asText());
    }

    private void compare(String length, Spoken spoken, String streamed, String greedy) {
        int words = WordErrorRate.words(spoken.text()).size();
        double wrong = Math.round(WordErrorRate.of(spoken.text(), streamed) * words);
        double wrongInBatch = Math.round(WordErrorRate.of(spoken.text(), greedy) * words);
        counts.add(length + "words wrong, streamed", wrong);
        counts.add(length + "words wrong, batch, greedy", wrongInBatch);
        counts.add(length + "words", words);
        boolean nothing = WordErrorRate.words(streamed).isEmpty();
        errors.add(new WordErrors.Recording(spoken.file(), words, wrong, wrongInBatch, nothing));
    }

    private static String text(StreamResult result) {
        return result.segments().stream().map(Segment::text).collect(Collectors.joining());
    }
}
