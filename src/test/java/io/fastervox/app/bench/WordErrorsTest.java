package io.fastervox.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordErrorsTest {
    private final WordErrors errors = new WordErrors();

    @Test
    void theDifferenceComesWithItsIntervalAndWithWhatWasFarWorse() {
        errors.add(new WordErrors.Recording("worse.wav", 10, 2, 0, false));
        errors.add(new WordErrors.Recording("same.wav", 10, 1, 1, false));
        errors.add(new WordErrors.Recording("lost.wav", 20, 20, 2, true));
        errors.add(new WordErrors.Recording("a little worse.wav", 20, 3, 1, false));

        List<Samples> samples = errors.samples();

        // One of 256 draws is four times the same recording: the ends lie inside of that.
        Samples interval = samples.remove(3);
        assertEquals(
                List.of(
                        new Samples("word error rate, streamed", "%", List.of(100 * 26 / 60.0)),
                        new Samples("word error rate, batch, greedy", "%", List.of(100 * 4 / 60.0)),
                        new Samples(
                                "word error rate, streamed minus batch",
                                "points",
                                List.of(100 * 26 / 60.0 - 100 * 4 / 60.0)),
                        new Samples("recordings of which nothing was heard, streamed", "", List.of(1.0)),
                        new Samples("outlier: worse.wav, words wrong of 10, streamed (batch: 0)", "", List.of(2.0)),
                        new Samples("outlier: lost.wav, words wrong of 20, streamed (batch: 2)", "", List.of(20.0))),
                samples);
        assertEquals(
                List.of(5.0, 77.1),
                interval.values().stream().map(WordErrorsTest::rounded).toList());
    }

    @Test
    void recordingsThatAreHeardAlikeDoNotDiffer() {
        IntStream.range(0, 20).forEach(i -> errors.add(new WordErrors.Recording(i + ".wav", 30, i % 3, i % 3, false)));

        List<Samples> samples = errors.samples();

        assertEquals(List.of(0.0, 0.0), samples.get(3).values());
        assertEquals(
                List.of(true, true),
                WordErrors.ratios(samples).stream().map(Ratio::met).toList());
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
