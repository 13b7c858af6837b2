package io.fastervox.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
    private static final double AMPLITUDE = 10_000;
    private static final int TO = 16_000;

    /** Half a second of a tone. */
    private static float[] tone(int rate, double hertz) {
        float[] samples = new float[rate / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return samples;
    }

    /** The part that is a tone's, without the ends, where there is silence before or nothing after. */
    private static float[] middle(float[] samples) {
        return Arrays.copyOfRange(samples, samples.length / 4, samples.length * 3 / 4);
    }

    private static double rms(float[] samples) {
        double squares = 0;
        for (float sample : samples) {
            squares += (double) sample * sample;
        }
        return Math.sqrt(squares / samples.length);
    }

    private static double decibels(double ratio) {
        return 20 * Math.log10(ratio);
    }

    /** How far the result is from the same tone made at 16 kHz, in decibels below it: noise, distortion and shift in time. */
    @ParameterizedTest
    @CsvSource({
        "48000, 440",
        "48000, 1000",
        "48000, 3400",
        "48000, 7000",
        "44100, 440",
        "44100, 1000",
        "44100, 3400",
        "44100, 7000",
        "96000, 1000",
        "32000, 3400",
        "22050, 3400",
        "8000, 1000",
        "8000, 3000"
    })
    void aToneIsTheSameToneAtTheSameTime(int from, double hertz) {
        float[] expected = tone(TO, hertz);
        float[] actual = new Resampler(from, TO).resample(tone(from, hertz));
        float[] difference = new float[actual.length];
        for (int i = 0; i < actual.length; i++) {
            difference[i] = actual[i] - expected[i];
        }

        double noise = decibels(rms(middle(difference)) / rms(middle(expected)));

        assertTrue(noise < -70, "signal to noise: " + -noise + " dB");
    }

    /** What lies above 8 kHz would be heard as another tone. */
    @ParameterizedTest
    @CsvSource({"48000, 9000", "48000, 12000", "48000, 17000", "44100, 9000", "44100, 20000", "96000, 30000"})
    void whatTheNewRateCannotHoldIsGone(int from, double hertz) {
        float[] actual = new Resampler(from, TO).resample(tone(from, hertz));

        double left = decibels(rms(middle(actual)) / (AMPLITUDE / Math.sqrt(2)));

        assertTrue(left < -70, "left over: " + left + " dB");
    }

    @ParameterizedTest
    @ValueSource(ints = {48_000, 44_100, 8_000})
    void piecesOfAnySizeGiveTheSameAsTheWhole(int from) {
        float[] input = tone(from, 1000);
        float[] whole = new Resampler(from, TO).resample(input);
        float[] pieces = new float[whole.length];
        Resampler resampler = new Resampler(from, TO);
        int written = 0;
        int read = 0;
        for (int size = 1; read < input.length; size = size * 3 % 1009) {
            int end = Math.min(input.length, read + size);
            float[] piece = resampler.resample(Arrays.copyOfRange(input, read, end));
            System.arraycopy(piece, 0, pieces, written, piece.length);
            written += piece.length;
            read = end;
        }

        assertEquals(whole.length, written);
        assertArrayEquals(whole, pieces);
    }

    @Test
    void theDelayIsAFewMilliseconds() {
        int waiting = TO / 2 - new Resampler(48_000, TO).resample(tone(48_000, 1000)).length;

        assertTrue(waiting * 1000.0 / TO <= 4, waiting + " samples wait for their successors");
    }
}
