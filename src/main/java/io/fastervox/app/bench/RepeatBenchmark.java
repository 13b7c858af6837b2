package io.fastervox.app.bench;

import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A hundred dictations in a row: memory and the time to the text at the end against those at the beginning. */
public final class RepeatBenchmark {
    private static final int DICTATIONS = 100;
    /** Of all dictations, at each end. */
    private static final int QUARTER = DICTATIONS / 4;

    /** A quarter holds each of them as often as any other quarter does. */
    private static final int RECORDINGS = 5;

    private static final String MEMORY = "memory of the worker, ";
    private static final String OWN_MEMORY = "memory of the program, ";
    private static final String LATENCY = "release to text in a row, ";
    private static final String FIRST = "the first quarter of a hundred";
    private static final String LAST = "the last quarter of a hundred";
    private static final double FLAT = 1.05;

    private final Engine engine;
    private final ModelSpec model;
    private final LiveStream live;

    public RepeatBenchmark(Engine engine, ModelSpec model, boolean shortWindows) {
        this.engine = engine;
        this.model = model;
        this.live = new LiveStream(engine, model, shortWindows);
    }

    /** @param folder recordings made by {@code .ci/dictation/material.py}; some of the shortest are spoken, one after the other, again and again */
    public List<Samples> run(Path folder) throws EngineException, IOException, InterruptedException {
        engine.load(model);
        List<Spoken> recordings = Spoken.in(folder);
        int shortest = recordings.stream().mapToInt(Spoken::length).min().orElseThrow();
        List<Spoken> spoken = recordings.stream()
                .filter(found -> found.length() == shortest)
                .limit(RECORDINGS)
                .toList();
        List<Double> megabytes = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < DICTATIONS; i++) {
            byte[] samples = spoken.get(i % spoken.size()).samples(folder);
            seconds.add(live.run(samples, samples.length).seconds());
            megabytes.add(Workers.megabytes());
            own.add(Workers.ownMegabytes());
        }
        List<Samples> samples = new ArrayList<>();
        List.of(
                        new Samples(MEMORY, "MB", megabytes),
                        new Samples(OWN_MEMORY, "MB", own),
                        new Samples(LATENCY, "s", seconds))
                .forEach(all -> samples.addAll(quarters(all)));
        return samples;
    }

    public static List<Ratio> ratios(List<Samples> samples) {
        return Stream.of(MEMORY, OWN_MEMORY, LATENCY)
                .map(name -> Ratio.of(Samples.named(samples, name + LAST), Samples.named(samples, name + FIRST), FLAT))
                .toList();
    }

    private static List<Samples> quarters(Samples all) {
        List<Double> values = all.values();
        return List.of(
                new Samples(all.of() + FIRST, all.unit(), values.subList(0, QUARTER)),
                new Samples(all.of() + LAST, all.unit(), values.subList(DICTATIONS - QUARTER, DICTATIONS)));
    }
}
