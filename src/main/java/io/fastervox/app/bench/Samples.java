package io.fastervox.app.bench;

import java.util.List;

/**
 * Repeated measurements of one thing.
 *
 * @param of what was measured
 * @param unit {@code s}, {@code bytes}, …
 * @param values raw, in the order of measuring; not empty
 */
public record Samples(String of, String unit, List<Double> values) {
    public Samples {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no samples of " + of);
        }
    }

    /** One exact size. */
    static Samples bytes(String of, long bytes) {
        return new Samples(of, "bytes", List.of((double) bytes));
    }

    /** The ones of this name. */
    static Samples named(List<Samples> samples, String name) {
        return samples.stream()
                .filter(found -> found.of().equals(name))
                .findAny()
                .orElseThrow();
    }

    /** The middle value, or the mean of the two middle ones. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The 95th percentile by nearest rank: the smallest value that at least 95 of 100 do not exceed. */
    public double p95() {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
    }

    double sum() {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    public double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
