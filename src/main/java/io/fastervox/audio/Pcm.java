package io.fastervox.audio;

import java.time.Duration;

/** The one form of sound inside the program: 16 kHz, mono, signed 16 bits, little endian. */
public final class Pcm {
    public static final int RATE = 16_000;
    public static final int BYTES_PER_SAMPLE = 2;
    public static final int BYTES_PER_SECOND = RATE * BYTES_PER_SAMPLE;
    /** 32 ms, one frame of the voice activity detector. */
    public static final int CHUNK_BYTES = 512 * BYTES_PER_SAMPLE;

    private Pcm() {}

    /** How long so many bytes sound. */
    public static Duration duration(long bytes) {
        return Duration.ofNanos(bytes * 1_000_000_000L / BYTES_PER_SECOND);
    }

    /** How many bytes sound so long; whole samples. */
    public static int bytes(Duration duration) {
        return Math.toIntExact(duration.toMillis() * RATE / 1000 * BYTES_PER_SAMPLE);
    }

    /** The sample that begins at this byte. */
    static short sample(byte[] bytes, int at) {
        return (short) ((bytes[at] & 0xff) | (bytes[at + 1] << 8));
    }
}
