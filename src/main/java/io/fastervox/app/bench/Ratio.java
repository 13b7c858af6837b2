package io.fastervox.app.bench;

/**
 * Two measurements compared, by their medians unless the names say otherwise.
 *
 * @param of name of the numerator's samples
 * @param to name of the denominator's samples
 * @param value the one divided by the other
 * @param aim the largest value that is good enough
 */
public record Ratio(String of, String to, double value, double aim) {
    static Ratio of(Samples numerator, Samples denominator, double aim) {
        return new Ratio(numerator.of(), denominator.of(), rounded(numerator.median() / denominator.median()), aim);
    }

    /** Of the 95th percentiles. */
    static Ratio ofP95(Samples numerator, Samples denominator, double aim) {
        return new Ratio(
                numerator.of() + ", p95",
                denominator.of() + ", p95",
                rounded(numerator.p95() / denominator.p95()),
                aim);
    }

    /** Of the sums. */
    static Ratio ofSums(Samples numerator, Samples denominator, double aim) {
        return new Ratio(
                numerator.of() + ", in all",
                denominator.of() + ", in all",
                rounded(numerator.sum() / denominator.sum()),
                aim);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    public boolean met() {
        return value <= aim;
    }
}
