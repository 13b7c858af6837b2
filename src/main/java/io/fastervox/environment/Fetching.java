package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.download.FetchSummary;
import io.fastervox.download.Transfer;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fetches what is missing in two rounds: the first one's bytes already come while the addresses of the second one are
 * looked up.
 */
record Fetching(WheelCache cache, Downloader downloader, StepClock steps, Arrivals arrivals) {
    /** Where the wheels are found; asked when something is missing. */
    @FunctionalInterface
    interface IndexSource {
        PackageIndex open() throws EnvironmentException, IOException, InterruptedException;
    }

    /** Fetches in the given order. */
    FetchSummary run(List<LockedWheel> wheels, IndexSource source)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        int half = 0;
        while (2 * bytes(wheels.subList(0, half)) < bytes(wheels)) {
            half++;
        }
        List<LockedWheel> first = wheels.subList(0, half);
        List<LockedWheel> second = wheels.subList(half, wheels.size());
        boolean complete = false;
        ExecutorService worker = Executors.newSingleThreadExecutor(Parallel.named("resolve"));
        try {
            FetchSummary summary = FetchSummary.NOTHING;
            if (!wheels.isEmpty()) {
                PackageIndex index = steps.step(BuildStep.RESOLVE, source::open);
                List<Transfer> now = steps.quietly(BuildStep.RESOLVE, () -> cache.transfers(first, index));
                Callable<List<Transfer>> look =
                        () -> steps.quietly(BuildStep.RESOLVE, () -> cache.transfers(second, index));
                Future<List<Transfer>> later = worker.submit(look);
                long total = bytes(wheels);
                summary = steps.step(
                        BuildStep.FETCH,
                        () -> plus(
                                downloader.fetch(now, shifted(0, total), this::arrived),
                                downloader.fetch(Build.result(later), shifted(bytes(first), total), this::arrived)));
            }
            complete = true;
            return summary;
        } finally {
            worker.shutdownNow();
            if (!complete) {
                arrivals.fail();
            }
        }
    }

    static long bytes(Collection<LockedWheel> wheels) {
        return wheels.stream().mapToLong(LockedWheel::bytes).sum();
    }

    /** One round's progress as a part of the whole. */
    private ProgressListener shifted(long before, long total) {
        return progress -> steps.progress(
                progress.unit() == Progress.Unit.BYTES
                        ? new Progress(
                                progress.step(),
                                progress.detail(),
                                before + progress.done(),
                                total,
                                Progress.Unit.BYTES)
                        : progress);
    }

    private void arrived(Transfer transfer) {
        arrivals.arrived(transfer.name());
    }

    private static FetchSummary plus(FetchSummary one, FetchSummary other) {
        return new FetchSummary(
                one.filesFetched() + other.filesFetched(),
                one.bytesFetched() + other.bytesFetched(),
                one.bytesReused() + other.bytesReused());
    }
}
