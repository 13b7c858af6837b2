package io.fastervox.app.bench;

/**
 * Two medians compared.
 *
 * @param of name of the numerator's samples
 * @param to name of the denominator's samples
 * @param value median of the one divided by median of the other
 * @param aim the largest value that is good enough
 */
public record Ratio(String of, String to, double value, double aim) {
    static Ratio of(Samples numerator, Samples denominator, double aim) {
        double value = numerator.median() / denominator.median();
        return new Ratio(numerator.of(), denominator.of(), Math.round(value * 1000) / 1000.0, aim);
    }

    public boolean met() {
        return value <= aim;
    }
}
