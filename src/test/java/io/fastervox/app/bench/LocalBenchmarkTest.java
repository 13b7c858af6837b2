package io.fastervox.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalBenchmarkTest {
    @Test
    void aBuildHasFifteenSecondsBesideTheTransferOnEitherLine() {
        List<Samples> samples = List.of(
                seconds("unthrottled: ours, the whole call", 6, 16, 18),
                seconds("unthrottled: ours, to installed", 5, 5, 5),
                seconds("20 Mbit/s: ours, the whole call", 60),
                seconds("20 Mbit/s: transfer time of our bytes + 15 s", 75),
                new Samples("ten kills: bytes read", "bytes", List.of(102.0)),
                new Samples("ten kills: bytes of the wheels", "bytes", List.of(100.0)),
                seconds("repair of one damaged package", 1),
                seconds("build from the same cache", 4),
                seconds("start check", 0.05));

        assertEquals(
                List.of(
                        new Ratio("unthrottled: ours, the whole call", "15 s", 1.067, 1),
                        new Ratio(
                                "20 Mbit/s: ours, the whole call",
                                "20 Mbit/s: transfer time of our bytes + 15 s",
                                0.8,
                                1),
                        new Ratio("ten kills: bytes read", "ten kills: bytes of the wheels", 1.02, 1.02),
                        new Ratio("repair of one damaged package", "build from the same cache", 0.25, 0.5),
                        new Ratio("start check", "0.2 s", 0.25, 1)),
                LocalBenchmark.ratios(samples));
    }

    private static Samples seconds(String of, double... values) {
        return new Samples(of, "s", Arrays.stream(values).boxed().toList());
    }
}
