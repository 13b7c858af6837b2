package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/** Measures and announces the steps of one build. Thread-safe; the listener hears one thing at a time. */
final class StepClock implements ProgressListener {
    private static final double NANOS = 1e9;

    private final ProgressListener listener;
    private final LongSupplier nanos;
    private final long began;
    private final List<BuildReport.Timing> timings = new ArrayList<>();

    StepClock(ProgressListener listener, LongSupplier nanos) {
        this.listener = listener;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    /** What a step does. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws EnvironmentException, DownloadException, IOException, InterruptedException;
    }

    <T> T step(BuildStep step, Work<T> work)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        progress(Progress.started(step.key()));
        return quietly(step, work);
    }

    /** For a step that runs beside one which tells more. */
    <T> T quietly(BuildStep step, Work<T> work)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        double start = seconds();
        try {
            return work.run();
        } finally {
            add(new BuildReport.Timing(step, start, seconds() - start));
        }
    }

    @Override
    public synchronized void progress(Progress progress) {
        listener.progress(progress);
    }

    synchronized BuildReport report(long bytesFetched, long bytesReused) {
        List<BuildReport.Timing> sorted = new ArrayList<>(timings);
        sorted.sort(Comparator.comparingDouble(BuildReport.Timing::start));
        return new BuildReport(sorted, seconds(), bytesFetched, bytesReused);
    }

    private synchronized void add(BuildReport.Timing timing) {
        timings.add(timing);
    }

    private double seconds() {
        return (nanos.getAsLong() - began) / NANOS;
    }
}
