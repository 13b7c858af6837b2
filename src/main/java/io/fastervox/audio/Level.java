package io.fastervox.audio;

/**
 * How loud a stretch of sound is.
 *
 * @param rmsDbfs root mean square in decibels below full scale, from {@link #SILENCE} to 0
 * @param peakDbfs the largest sample, likewise
 * @param allZero whether there is nothing at all in it, which no working microphone delivers for long
 */
public record Level(double rmsDbfs, double peakDbfs, boolean allZero) {
    /** Less than the smallest sample of 16 bits. */
    public static final double SILENCE = -96;

    private static final double FULL_SCALE = 32_768;

    /** @param length a whole number of samples */
    public static Level of(byte[] pcm, int length) {
        double squares = 0;
        int peak = 0;
        for (int at = 0; at + 1 < length; at += Pcm.BYTES_PER_SAMPLE) {
            int sample = Pcm.sample(pcm, at);
            squares += (double) sample * sample;
            peak = Math.max(peak, Math.abs(sample));
        }
        int samples = Math.max(1, length / Pcm.BYTES_PER_SAMPLE);
        return new Level(decibels(Math.sqrt(squares / samples)), decibels(peak), peak == 0);
    }

    private static double decibels(double amplitude) {
        return amplitude == 0 ? SILENCE : Math.max(SILENCE, 20 * Math.log10(amplitude / FULL_SCALE));
    }
}
