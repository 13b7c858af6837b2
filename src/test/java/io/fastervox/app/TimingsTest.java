package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TimingsTest {
    private long now = 1150;

    @Test
    void eachPartIsWhatPassedSinceTheOneBefore() {
        Timings timings = new Timings(() -> now, 1000);
        timings.mark("java");
        now += 40;
        timings.mark("checks");

        assertEquals("timings: java 0.150 s, checks 0.040 s", timings.line());
    }
}
