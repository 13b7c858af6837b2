package io.fastervox.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a timed run on this machine has found ({@code fvox tune}), with its figures.
 *
 * @param version of the file's form
 * @param processor on which it was measured, as its maker calls it; another one needs another run
 * @param cores physical ones
 * @param device {@code cpu} or {@code cuda}
 * @param speechSeconds length of the recording that was decoded
 * @param trialModel with which the numbers of threads were compared
 * @param byThreads fewest first; empty on a GPU
 * @param byModel the best first
 * @param threads of one decode on the CPU
 * @param model the best one that is quick enough here; empty when none was
 */
public record Tuning(
        int version,
        String processor,
        int cores,
        String device,
        double speechSeconds,
        String trialModel,
        List<OfThreads> byThreads,
        List<OfModel> byModel,
        int threads,
        Optional<String> model) {
    public static final int VERSION = 1;

    /**
     * Seconds that one decode may take: a person who lets the key go waits for at most one. Behind two seconds people begin
     * to look whether it works (Nielsen, <i>Response times</i>: the flow of thought breaks behind one second, attention
     * behind ten).
     */
    public static final double LONGEST_WAIT = 2;

    /** Who is slower than the fastest by no more than this is as fast. */
    private static final double AS_FAST = 1.05;

    public Tuning {
        byThreads = List.copyOf(byThreads);
        byModel = List.copyOf(byModel);
    }

    /** Seconds of a decode with so many threads. */
    public record OfThreads(int threads, double seconds) {}

    /** Seconds of a decode with a model and the chosen number of threads. */
    public record OfModel(String model, double seconds) {}

    /** Whether it was measured on such a processor. */
    public boolean isOf(String name, int physicalCores) {
        return version == VERSION && processor.equals(name) && cores == physicalCores;
    }

    /** Numbers of threads worth a trial, fewest first: powers of two, and one per core. */
    public static List<Integer> candidates(int physicalCores, int logicalCores) {
        Stream<Integer> powers = IntStream.iterate(1, threads -> threads <= logicalCores, threads -> 2 * threads)
                .boxed();
        return Stream.concat(powers, Stream.of(physicalCores))
                .distinct()
                .sorted()
                .toList();
    }

    /** The fewest threads that are as fast as any: more would only take the machine from its user. */
    public static int fewest(List<OfThreads> trials) {
        double fastest = trials.stream().mapToDouble(OfThreads::seconds).min().orElseThrow();
        return trials.stream()
                .filter(trial -> trial.seconds() <= AS_FAST * fastest)
                .min(Comparator.comparingInt(OfThreads::threads))
                .orElseThrow()
                .threads();
    }

    /** The first that is quick enough. */
    public static Optional<String> best(List<OfModel> bestFirst) {
        return bestFirst.stream()
                .filter(trial -> trial.seconds() <= LONGEST_WAIT)
                .map(OfModel::model)
                .findFirst();
    }
}
