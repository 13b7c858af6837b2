package io.fastervox.app.bench;

import java.util.List;

/**
 * One run of a benchmark, as it is kept in {@code docs/benchmarks/<name>.json}.
 *
 * @param name of the benchmark, also of its file
 * @param what was compared, in a sentence
 * @param date ISO date
 * @param commit of the sources, with {@code -dirty} when they were changed
 * @param machine processor, cores, operating system
 * @param settings model, options and input
 * @param samples raw measurements
 * @param ratios what they come to
 */
public record BenchmarkRecord(
        String name,
        String what,
        String date,
        String commit,
        String machine,
        List<String> settings,
        List<Samples> samples,
        List<Ratio> ratios) {
    public BenchmarkRecord {
        settings = List.copyOf(settings);
        samples = List.copyOf(samples);
        ratios = List.copyOf(ratios);
    }
}
