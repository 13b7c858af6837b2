package io.fastervox.app.bench;

import io.fastervox.audio.Pcm;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Segment;
import io.fastervox.engine.SpeechStream;
import io.fastervox.engine.StreamListener;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.WordErrorRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many words a stream makes of recordings in which nobody speaks. */
public final class WordlessBenchmark {
    private static final String WORDS = "words made of wordless ";

    private final Engine engine;
    private final ModelSpec model;
    private final boolean shortWindows;

    public WordlessBenchmark(Engine engine, ModelSpec model, boolean shortWindows) {
        this.engine = engine;
        this.model = model;
        this.shortWindows = shortWindows;
    }

    /** @param folder recordings made by {@code .ci/dictation/wordless.py} */
    public List<Samples> run(Path folder) throws EngineException, IOException, InterruptedException {
        List<Path> recordings;
        try (Stream<Path> files = Files.list(folder)) {
            recordings = files.filter(file -> file.toString().endsWith(".wav"))
                    .sorted()
                    .toList();
        }
        List<Samples> samples = new ArrayList<>();
        for (Path recording : recordings) {
            String name = String.valueOf(recording.getFileName()).replace(".wav", "");
            samples.add(new Samples(WORDS + name, "", List.of((double) words(Spoken.samplesOf(recording)))));
        }
        return samples;
    }

    /** All of them, of which there should be none. */
    public static Ratio ratio(List<Samples> samples) {
        double words = samples.stream()
                .filter(found -> found.of().startsWith(WORDS))
                .mapToDouble(Samples::median)
                .sum();
        return new Ratio("words made of wordless recordings", "1 word", words, 0);
    }

    /** Faster than it sounds: the stream makes the sender wait when it has too much. */
    private int words(byte[] samples) throws EngineException, InterruptedException {
        StreamRequest request = new StreamRequest(Optional.of("en"), Optional.empty(), Optional.empty(), shortWindows);
        try (SpeechStream stream =
                engine.stream(model, request, new StreamListener() {}).orElseThrow()) {
            for (int at = 0; at < samples.length; at += Pcm.CHUNK_BYTES) {
                int end = Math.min(samples.length, at + Pcm.CHUNK_BYTES);
                stream.audio(Arrays.copyOfRange(samples, at, end), end - at);
            }
            stream.release();
            String text = stream.finish().segments().stream().map(Segment::text).collect(Collectors.joining());
            return WordErrorRate.words(text).size();
        }
    }
}
