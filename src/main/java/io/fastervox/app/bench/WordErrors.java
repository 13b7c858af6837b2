package io.fastervox.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Word errors of two ways to hear the same recordings. The interval is the percentile bootstrap over recordings (Efron and
 * Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13), seeded.
 */
final class WordErrors {
    private static final int RESAMPLES = 10_000;
    private static final long SEED = 20261126;
    /** Of the words of a recording: more than that apart is worth a look. */
    private static final double OUTLIER = 0.1;
    /** Points of the word error rate. */
    private static final double AIM = 0.5;

    private static final String DIFFERENCE = "word error rate, streamed minus batch";
    private static final String LOST = "recordings of which nothing was heard, streamed";

    private final List<Recording> recordings = new ArrayList<>();

    /**
     * @param words that were spoken
     * @param streamed words wrong: substituted, missing or added
     * @param batch likewise
     * @param nothing the stream heard no word at all
     */
    record Recording(String file, int words, double streamed, double batch, boolean nothing) {}

    void add(Recording recording) {
        recordings.add(recording);
    }

    /** The rates in percent, their difference with its interval of 95 % in points, and every recording that is far worse streamed. */
    List<Samples> samples() {
        List<Samples> samples = new ArrayList<>(List.of(
                new Samples("word error rate, streamed", "%", List.of(rate(recordings, true))),
                new Samples("word error rate, batch, greedy", "%", List.of(rate(recordings, false))),
                new Samples(DIFFERENCE, "points", List.of(difference(recordings))),
                interval()));
        samples.add(new Samples(LOST, "", List.of((double)
                recordings.stream().filter(Recording::nothing).count())));
        for (Recording found : recordings) {
            if (found.streamed() - found.batch() > OUTLIER * found.words()) {
                String name = String.format(
                        Locale.ROOT,
                        "outlier: %s, words wrong of %d, streamed (batch: %.0f)",
                        found.file(),
                        found.words(),
                        found.batch());
                samples.add(new Samples(name, "", List.of(found.streamed())));
            }
        }
        return samples;
    }

    static List<Ratio> ratios(List<Samples> samples) {
        return List.of(
                new Ratio(
                        DIFFERENCE,
                        "1 point",
                        Samples.named(samples, DIFFERENCE).median(),
                        AIM),
                new Ratio(LOST, "1", Samples.named(samples, LOST).median(), 0));
    }

    private Samples interval() {
        Random dice = new Random(SEED);
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < RESAMPLES; i++) {
            List<Recording> drawn = new ArrayList<>();
            for (int j = 0; j < recordings.size(); j++) {
                drawn.add(recordings.get(dice.nextInt(recordings.size())));
            }
            differences.add(difference(drawn));
        }
        List<Double> sorted = differences.stream().sorted().toList();
        return new Samples(
                DIFFERENCE + ", ends of the 95 % interval",
                "points",
                List.of(sorted.get(RESAMPLES / 40), sorted.get(RESAMPLES - RESAMPLES / 40 - 1)));
    }

    private static double difference(List<Recording> recordings) {
        return rate(recordings, true) - rate(recordings, false);
    }

    private static double rate(List<Recording> recordings, boolean streamed) {
        double wrong = recordings.stream()
                .mapToDouble(streamed ? Recording::streamed : Recording::batch)
                .sum();
        return 100 * wrong / recordings.stream().mapToInt(Recording::words).sum();
    }
}
