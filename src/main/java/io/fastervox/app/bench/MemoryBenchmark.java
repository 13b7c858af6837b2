package io.fastervox.app.bench;

import io.fastervox.files.EngineSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a very long recording takes of the memory: at the most while it is read, then from its first segment to its last. Linux only. */
public final class MemoryBenchmark {
    private static final double FLAT = 1.05;

    private final OneJob ours;

    /** @param work an existing folder */
    public MemoryBenchmark(EngineSource.Ready ready, Path work) {
        this.ours = new OneJob(ready, work);
    }

    /** The most until the first segment, by a worker that has done shorter ones before, then in each third of the recording. */
    public List<Samples> run(Path recording) throws IOException, InterruptedException {
        List<Double> reading = new ArrayList<>();
        List<Double> megabytes = new ArrayList<>();
        ours.transcript(recording, job -> {
            if (job.segments() > 0) {
                if (reading.isEmpty()) {
                    reading.add(Workers.peakMegabytes());
                }
                megabytes.add(Workers.megabytes());
            }
        });
        int third = megabytes.size() / 3;
        return List.of(
                most("until its first segment", reading),
                most("in the first third", megabytes.subList(0, third)),
                most("in the second third", megabytes.subList(third, 2 * third)),
                most("in the last third", megabytes.subList(2 * third, megabytes.size())));
    }

    public static Ratio ratio(List<Samples> samples) {
        return Ratio.of(samples.get(3), samples.get(1), FLAT);
    }

    private static Samples most(String when, List<Double> megabytes) {
        double most = megabytes.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return new Samples("memory of the worker over a long recording, " + when, "MB", List.of(most));
    }
}
