package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.download.FetchSummary;
import io.fastervox.support.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The part of a build in which everything happens at once: wheels are fetched, the virtual environment is made, and each
 * wheel is unpacked as soon as it is here.
 *
 * @param basePip the pip wheel that came with the base Python
 * @param boot tools that the base Python lacks: all of them or none
 */
record Assembly(
        Base base,
        Optional<Path> basePip,
        List<LockedWheel> boot,
        Installation installation,
        WheelCache cache,
        IsolatedPython isolated,
        Indexes indexes,
        Downloader downloader,
        StepClock steps) {
    /** What runs side by side: the fetch, the virtual environment, the packages. */
    private static final int PARTS = 3;

    /**
     * Fetches the wheels, makes the virtual environment and unpacks the wheels, all at the same time; when it returns or
     * throws, nothing of it runs any more.
     */
    FetchSummary run() throws EnvironmentException, DownloadException, IOException, InterruptedException {
        List<LockedWheel> packages = largestFirst(installation.outstanding());
        LinkedHashSet<LockedWheel> needed = new LinkedHashSet<>(boot);
        needed.addAll(packages);
        List<LockedWheel> missing = cache.missing(new ArrayList<>(needed));
        Arrivals arrivals = new Arrivals(missing);
        Fetching fetching = new Fetching(cache, downloader, steps, arrivals);
        ExecutorService workers = Executors.newCachedThreadPool(Parallel.named("build"));
        ExecutorService writers = Parallel.onProcessors("unpack");
        CompletionService<FetchSummary> parts = new ExecutorCompletionService<>(workers);
        try {
            Future<FetchSummary> fetch =
                    parts.submit(() -> fetching.run(missing, () -> indexes.open(missing, base, basePip, isolated)));
            Future<FetchSummary> made = parts.submit(() -> {
                bootTools(arrivals, writers);
                virtualEnvironment();
                return FetchSummary.NOTHING;
            });
            parts.submit(() -> {
                unpack(packages, arrivals, workers, writers, () -> waitFor(made));
                return FetchSummary.NOTHING;
            });
            try {
                for (int left = PARTS; left > 0; left--) {
                    Future<FetchSummary> done = parts.take();
                    Build.result(done);
                    if (done == fetch && left > 1) {
                        steps.progress(Progress.started(BuildStep.INSTALL.key()));
                    }
                }
            } catch (CancellationException e) {
                Build.result(fetch); // throws what it failed with
                throw e;
            }
            FetchSummary summary = Build.result(fetch);
            long reused = Fetching.bytes(needed) - Fetching.bytes(missing);
            return new FetchSummary(summary.filesFetched(), summary.bytesFetched(), summary.bytesReused() + reused);
        } finally {
            Build.stop(workers);
            Build.stop(writers);
        }
    }

    /** What comes last then has little left to do when it is there. */
    private static List<LockedWheel> largestFirst(List<LockedWheel> wheels) {
        return wheels.stream()
                .sorted(Comparator.comparingLong(LockedWheel::bytes).reversed())
                .toList();
    }

    private void bootTools(Arrivals arrivals, ExecutorService writers)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        arrivals.await(boot);
        if (!boot.isEmpty()) {
            steps.quietly(BuildStep.BOOT_TOOLS, () -> {
                BootTools.install(base, boot, cache, writers);
                return base;
            });
        }
    }

    private void virtualEnvironment()
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        if (!installation.hasVirtualEnvironment()) {
            steps.quietly(BuildStep.VIRTUAL_ENVIRONMENT, () -> {
                installation.createVirtualEnvironment(base, isolated);
                return base;
            });
        }
    }

    /** Unpacks each wheel as soon as it is here. */
    private void unpack(
            List<LockedWheel> packages,
            Arrivals arrivals,
            ExecutorService workers,
            ExecutorService writers,
            WheelUnpacking.Outside made)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        arrivals.awaitFirst(packages);
        steps.quietly(BuildStep.INSTALL, () -> {
            CompletionService<LockedWheel> wheels = new ExecutorCompletionService<>(workers);
            for (LockedWheel wheel : packages) {
                wheels.submit(() -> {
                    arrivals.await(List.of(wheel));
                    installation.install(cache.path(wheel), wheel, writers, made);
                    return wheel;
                });
            }
            for (int left = packages.size(); left > 0; left--) {
                Build.result(wheels.take());
            }
            return packages;
        });
    }

    private static void waitFor(Future<FetchSummary> part)
            throws EnvironmentException, IOException, InterruptedException {
        try {
            Build.result(part);
        } catch (DownloadException e) {
            throw new IllegalStateException("making the virtual environment fetches nothing", e);
        }
    }
}
