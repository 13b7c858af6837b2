package io.fastervox.audio;

import java.util.function.LongSupplier;

/** Samples that come as fast as they sound, or at once, and then end. */
final class WavLine implements CaptureLine {
    private final String name;
    private final byte[] samples;
    private final boolean realTime;
    private final LongSupplier nanoTime;
    private final long started;
    private int taken;

    WavLine(String name, byte[] samples, boolean realTime, LongSupplier nanoTime) {
        this.name = name;
        this.samples = samples;
        this.realTime = realTime;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
    }

    @Override
    public String device() {
        return name;
    }

    @Override
    public int read(byte[] into, int offset) {
        if (taken == samples.length) {
            return END;
        }
        int count = Math.min(sounded() - taken, into.length - offset);
        System.arraycopy(samples, taken, into, offset, count);
        taken += count;
        return count;
    }

    /** Bytes that have sounded by now. */
    private int sounded() {
        if (!realTime) {
            return samples.length;
        }
        long bytes = (nanoTime.getAsLong() - started) / 1000 * Pcm.RATE / 1_000_000 * Pcm.BYTES_PER_SAMPLE;
        return (int) Math.min(samples.length, bytes);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
