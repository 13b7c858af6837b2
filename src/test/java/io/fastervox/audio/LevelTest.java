package io.fastervox.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class LevelTest {
    private static byte[] pcm(int... samples) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int sample : samples) {
            bytes.putShort((short) sample);
        }
        return bytes.array();
    }

    @Test
    void fullScaleIsZeroDecibels() {
        assertEquals(new Level(0, 0, false), Level.of(pcm(-32_768, -32_768), 4));
    }

    @Test
    void aTenthOfThePowerIsTenDecibelsLess() {
        int tenth = (int) Math.round(32_768 / Math.sqrt(10));
        Level level = Level.of(pcm(tenth, -tenth, tenth, -tenth), 8);

        assertEquals(-10, level.rmsDbfs(), 0.001);
        assertEquals(-10, level.peakDbfs(), 0.001);
    }

    @Test
    void zerosAreSilenceAndOnlyTheGivenLengthCounts() {
        assertEquals(new Level(Level.SILENCE, Level.SILENCE, true), Level.of(pcm(0, 0, 5000), 4));
    }

    @Test
    void theChimeIsSoftAndShort() {
        byte[] chime = Chime.samples();
        Level level = Level.of(chime, chime.length);

        assertEquals(Chime.RATE * Chime.LENGTH.toMillis() / 1000, chime.length / 2);
        assertEquals(-20, level.peakDbfs(), 0.1);
    }
}
