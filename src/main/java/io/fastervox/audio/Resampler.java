package io.fastervox.audio;

/**
 * Changes the sampling rate of a stream by a polyphase bank of windowed sinc filters: J. O. Smith, "Digital Audio
 * Resampling" (https://ccrma.stanford.edu/~jos/resample/), with a Kaiser window. Rates whose ratio is a quotient of small
 * numbers, as those of sound cards are, get an exact bank: one filter for each phase.
 *
 * <p>Pass band up to 7.2 kHz at 16 kHz output, stop band from 8.8 kHz by 80 dB or more; the delay is half of the filter
 * (2.5 ms).
 */
final class Resampler {
    /** Zero crossings of the sinc on each side, counted at the lower one of the rates. */
    private static final int CROSSINGS = 40;
    /** Kaiser's beta for 80 dB (Oppenheim and Schafer, 0.1102 (A - 8.7)). */
    private static final double BETA = 7.857;
    /** Where the filter is down to a half, as part of half the lower rate; the transition ends before aliases are heard. */
    private static final double CUTOFF = 0.95;

    private final int up;
    private final int down;
    private final float[][] phases;
    private final int taps;

    /** The input that later outputs still need, with silence before the first sample. */
    private float[] history;

    /** Where the next output lies, in steps of 1/up of an input sample after the start of {@link #history}. */
    private long position;

    Resampler(int from, int to) {
        int divisor = gcd(from, to);
        this.up = to / divisor;
        this.down = from / divisor;
        double scale = Math.min(1, (double) to / from);
        this.taps = 2 * (int) Math.ceil(CROSSINGS / scale);
        this.phases = new float[up][];
        for (int phase = 0; phase < up; phase++) {
            phases[phase] = filter((double) phase / up, scale * CUTOFF);
        }
        this.history = new float[taps / 2 - 1];
        this.position = (long) (taps / 2 - 1) * up; // the first output lies at the first sample
    }

    /** The outputs that these inputs make possible. */
    float[] resample(float[] input) {
        float[] present = new float[history.length + input.length];
        System.arraycopy(history, 0, present, 0, history.length);
        System.arraycopy(input, 0, present, history.length, input.length);
        int half = taps / 2;
        // An output at p needs the inputs from floor(p) - half + 1 to floor(p) + half.
        long limit = (long) (present.length - half) * up;
        int count = (int) Math.max(0, (limit - position + down - 1) / down);
        float[] output = new float[count];
        for (int i = 0; i < count; i++) {
            int first = (int) (position / up) - half + 1;
            float[] filter = phases[(int) (position % up)];
            double sum = 0;
            for (int tap = 0; tap < taps; tap++) {
                sum += (double) present[first + tap] * filter[tap];
            }
            output[i] = (float) sum;
            position += down;
        }
        int used = (int) Math.max(0, Math.min(present.length, position / up - half + 1));
        history = new float[present.length - used];
        System.arraycopy(present, used, history, 0, history.length);
        position -= (long) used * up;
        return output;
    }

    /** @param fraction how far the output lies behind the tap in the middle, in input samples */
    private float[] filter(double fraction, double cutoff) {
        int half = taps / 2;
        double[] values = new double[taps];
        double sum = 0;
        for (int tap = 0; tap < taps; tap++) {
            double distance = tap - (half - 1) - fraction;
            values[tap] = sinc(distance * cutoff) * kaiser(distance / half);
            sum += values[tap];
        }
        float[] filter = new float[taps];
        for (int tap = 0; tap < taps; tap++) {
            filter[tap] = (float) (values[tap] / sum); // a constant stays what it is, in every phase
        }
        return filter;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
    }

    /** The modified Bessel function of order zero, by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
