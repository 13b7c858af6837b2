package io.fastervox.app.bench;

import io.fastervox.audio.Pcm;
import io.fastervox.dictation.Archive;
import io.fastervox.dictation.EngineSupply;
import io.fastervox.engine.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A hundred dictations in a row, from the key to the history: memory and the time to the text at the end against those at the
 * beginning.
 */
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
    /** Of a recording, at the release: the recorder takes a little more. */
    private static final Duration LEFT = Duration.ofMillis(150);

    private final EngineSupply.Ready ready;
    private final Archive archive;
    private final Path work;

    /**
     * @param archive gets each text and its recording
     * @param work an existing folder
     */
    public RepeatBenchmark(EngineSupply.Ready ready, Archive archive, Path work) {
        this.ready = ready;
        this.archive = archive;
        this.work = work;
    }

    /** @param folder recordings made by {@code .ci/dictation/material.py}; some of the shortest are spoken, one after the other, again and again */
    public List<Samples> run(Path folder) throws EngineException, IOException, InterruptedException {
        ready.engine().load(ready.model());
        List<Spoken> recordings = Spoken.in(folder);
        int shortest = recordings.stream().mapToInt(Spoken::length).min().orElseThrow();
        List<Spoken> spoken = recordings.stream()
                .filter(found -> found.length() == shortest)
                .limit(RECORDINGS)
                .toList();
        List<Double> megabytes = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        Path first = folder.resolve(spoken.get(0).file());
        try (PressAndRelease key = new PressAndRelease(first, () -> ready, work.resolve("recordings"), archive)) {
            for (int i = 0; i < DICTATIONS; i++) {
                Spoken next = spoken.get(i % spoken.size());
                Duration held = Pcm.duration(next.samples(folder).length).minus(LEFT);
                Duration passed =
                        key.dictate(folder.resolve(next.file()), held).times().total();
                seconds.add(passed.toNanos() / 1e9);
                megabytes.add(Workers.megabytes());
                own.add(Workers.ownMegabytes());
            }
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
