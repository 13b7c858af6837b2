package io.fastervox.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;

/** From signed 16 bits at any rate, in any number of channels, to {@link Pcm}. */
final class SampleConversion {
    private final int rate;
    private final int channels;
    private final Resampler resampler;
    private byte[] converted = new byte[0];
    private int taken;

    private SampleConversion(int rate, int channels) {
        this.rate = rate;
        this.channels = channels;
        this.resampler = new Resampler(rate, Pcm.RATE);
    }

    static SampleConversion from(int rate, int channels) {
        return new SampleConversion(rate, channels);
    }

    /** Converted bytes that have not been taken. */
    int available() {
        return converted.length - taken;
    }

    /** About how many bytes of input give so many of output. */
    int inputFor(int bytes) {
        int samples = (int) Math.ceil((double) bytes / Pcm.BYTES_PER_SAMPLE * rate / Pcm.RATE);
        return samples * channels * Pcm.BYTES_PER_SAMPLE;
    }

    /** Converts whole frames; what was converted before must have been taken. */
    void put(byte[] raw, int length) {
        taken = 0;
        if (rate == Pcm.RATE && channels == 1) {
            converted = length == raw.length ? raw : Arrays.copyOf(raw, length);
            return;
        }
        float[] samples = resampler.resample(mono(raw, length));
        ByteBuffer bytes =
                ByteBuffer.allocate(samples.length * Pcm.BYTES_PER_SAMPLE).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            bytes.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample))));
        }
        converted = bytes.array();
    }

    int take(byte[] into, int offset) {
        int count = Math.min(available(), into.length - offset);
        System.arraycopy(converted, taken, into, offset, count);
        taken += count;
        return count;
    }

    /** The mean of the channels: which of them a headset uses is unknown. */
    private float[] mono(byte[] raw, int length) {
        ShortBuffer frames =
                ByteBuffer.wrap(raw, 0, length).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        float[] samples = new float[frames.remaining() / channels];
        for (int i = 0; i < samples.length; i++) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += frames.get();
            }
            samples[i] = sum / channels;
        }
        return samples;
    }
}
