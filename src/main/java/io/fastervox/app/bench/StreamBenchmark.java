package io.fastervox.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fastervox.audio.Pcm;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Segment;
import io.fastervox.engine.SpeechStream;
import io.fastervox.engine.StreamListener;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.StreamResult;
import io.fastervox.engine.WordErrorRate;
import io.fastervox.support.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    /** What the recorder takes behind a release, as dictation does. */
    private static final Duration DRAIN = Duration.ofMillis(120);

    private static final int DEFAULTS_EVERY = 4;
    private static final String WORDS = "words";
    private static final String OURS = "words wrong, streamed";
    private static final String BATCH = "words wrong, batch, greedy";

    private final Engine engine;
    private final ModelSpec model;
    private final boolean shortWindows;
    private final InProcess batch;
    private final Series series = new Series();
    private final Series counts = new Series();

    /** @param script {@code runner/bench_in_process.py} */
    public StreamBenchmark(Engine engine, ModelSpec model, boolean shortWindows, Path python, Path script) {
        this.engine = engine;
        this.model = model;
        this.shortWindows = shortWindows;
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
                measure(folder, chosen.get(i), i % DEFAULTS_EVERY == 0);
            }
        }
        List<Samples> samples = new ArrayList<>(series.seconds());
        counts.seconds().forEach(found -> samples.add(new Samples(found.of(), "", found.values())));
        for (String side : List.of(OURS, BATCH)) {
            double wrong = sum(samples, side);
            samples.add(new Samples("all lengths: " + side, "%", List.of(100 * wrong / sum(samples, WORDS))));
        }
        return samples;
    }

    /** What the issue of the streaming engine asks for. */
    public static List<Ratio> ratios(List<Samples> samples) {
        List<Ratio> ratios = new ArrayList<>();
        for (Samples found : samples) {
            String length = found.of().replaceFirst(":.*", "");
            if (found.of().endsWith(": release 100 ms after the last voiced frame")) {
                Samples other = Samples.named(samples, length + ": batch, greedy");
                double aim =
                        length.equals("3 s") ? 0.4 : length.equals("10 s") ? 0.6 : length.equals("60 s") ? 0.15 : 1;
                ratios.add(Ratio.of(found, other, aim));
                ratios.add(Ratio.of(Samples.named(samples, length + ": release after 500 ms of silence"), other, 0.1));
            }
        }
        return ratios;
    }

    private void measure(Path folder, Spoken spoken, boolean defaults)
            throws EngineException, IOException, InterruptedException {
        String length = spoken.length() + " s: ";
        byte[] samples = spoken.samples(folder);
        int end = samples.length - Pcm.bytes(SILENCE);
        StreamResult early =
                stream(samples, end + Pcm.bytes(EARLY), length + "release 100 ms after the last voiced frame");
        JsonNode greedy = batch.transcribe(folder.resolve(spoken.file()), "greedy");
        series.add(length + "batch, greedy", greedy.required("seconds").asDouble());
        stream(samples, samples.length, length + "release after 500 ms of silence");
        if (defaults) {
            JsonNode plain = batch.transcribe(folder.resolve(spoken.file()), "defaults");
            series.add(length + "batch, defaults", plain.required("seconds").asDouble());
        }
        String text = early.segments().stream().map(Segment::text).collect(Collectors.joining());
        counts.add(length + OURS, wrong(spoken, text));
        counts.add(length + BATCH, wrong(spoken, greedy.required("text").asText()));
        counts.add(length + WORDS, words(spoken.text()));
        series.add(length + "decoding, streamed", early.decodeSeconds());
        counts.add(length + "pieces decoded again in the full window", early.reruns());
        counts.add(length + "speculations in vain", early.withdrawn());
        counts.add(length + "decoded anew as a whole", early.redecoded().isPresent() ? 1 : 0);
    }

    /** Feeds a stream as a microphone would, lets the key go at a byte, and measures from there to the text. */
    private StreamResult stream(byte[] samples, int release, String name) throws EngineException, InterruptedException {
        StreamRequest request = new StreamRequest(Optional.of("en"), Optional.empty(), Optional.empty(), shortWindows);
        byte[] all = Arrays.copyOf(samples, release + Pcm.bytes(DRAIN)); // zeros, where the recording has ended
        try (SpeechStream stream =
                engine.stream(model, request, new StreamListener() {}).orElseThrow()) {
            long began = System.nanoTime();
            feed(stream, all, 0, release, began);
            long released = System.nanoTime();
            stream.release();
            feed(stream, all, release, all.length, began);
            StreamResult result = stream.finish();
            series.add(name, (System.nanoTime() - released) / 1e9);
            return result;
        }
    }

    private static void feed(SpeechStream stream, byte[] samples, int from, int to, long began)
            throws EngineException, InterruptedException {
        for (int at = from; at < to; at += Pcm.CHUNK_BYTES) {
            int end = Math.min(to, at + Pcm.CHUNK_BYTES);
            long due = Pcm.duration(end).toNanos() - (System.nanoTime() - began);
            Sleeper.REAL.sleep(Duration.ofNanos(Math.max(0, due)));
            stream.audio(Arrays.copyOfRange(samples, at, end), end - at);
        }
    }

    private static double sum(List<Samples> samples, String side) {
        return samples.stream()
                .filter(found -> found.of().endsWith(" s: " + side))
                .flatMap(found -> found.values().stream())
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static double wrong(Spoken spoken, String text) {
        return Math.round(WordErrorRate.of(spoken.text(), text) * words(spoken.text()));
    }

    private static int words(String text) {
        return WordErrorRate.words(text).size();
    }
}
