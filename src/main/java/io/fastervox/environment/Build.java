package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.download.FetchSummary;
import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One run of the builder, under the builder's lock: from whatever is on the disk to a verified environment that
 * {@code current.json} names. Each step looks at what is there, so that a run continues where the last one was killed.
 */
record Build(
        Layout layout,
        Desired desired,
        BaseStore bases,
        EnvironmentStore store,
        IsolatedPython isolated,
        SelfTest selfTest,
        Indexes indexes,
        Downloader downloader,
        DiskSpace disk,
        StepClock steps,
        Clock clock) {
    private static final long STOP_SECONDS = 10;

    /** What came of it. */
    record Outcome(EnvironmentFolder folder, FetchSummary fetched) {}

    Outcome run() throws EnvironmentException, DownloadException, IOException, InterruptedException {
        FileTrees.delete(layout.temporary());
        Files.createDirectories(layout.temporary());
        Files.createDirectories(layout.wheels());
        WheelCache cache = new WheelCache(layout.wheels());
        disk.requireForEnvironment(layout.data(), desired, cache, present());

        Base base = steps.step(BuildStep.BASE_PYTHON, bases::ensure);
        if (store.interrupted(desired).isPresent()) {
            BootTools.forgetBytecode(base);
        }
        Installation installation = Installation.begin(store, desired);
        List<LockedWheel> boot = BootTools.installed(base, desired.boot())
                ? List.of()
                : desired.boot().wheels();
        List<List<LockedWheel>> lanes = Lanes.of(installation.outstanding());
        FetchSummary fetched = install(base, cache, installation, boot, lanes);

        EnvironmentManifest manifest = steps.step(BuildStep.VERIFY, () -> verify(installation));
        steps.step(BuildStep.COMMIT, () -> {
            installation.folder().complete(manifest);
            store.commit(installation.folder());
            return manifest;
        });
        FileTrees.delete(layout.temporary());
        return new Outcome(installation.folder(), fetched);
    }

    private long present() throws IOException {
        Optional<EnvironmentFolder> interrupted = store.interrupted(desired);
        long begun = interrupted.isPresent() ? FileTrees.bytes(interrupted.get().root()) : 0;
        return begun + FileTrees.bytes(bases.base().root());
    }

    /** Fetches and installs at the same time; when it returns or throws, nothing of it runs any more. */
    private FetchSummary install(
            Base base,
            WheelCache cache,
            Installation installation,
            List<LockedWheel> boot,
            List<List<LockedWheel>> lanes)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        LinkedHashSet<LockedWheel> needed = new LinkedHashSet<>(boot);
        lanes.forEach(needed::addAll);
        List<LockedWheel> missing = cache.missing(new ArrayList<>(needed));
        List<LockedWheel> first = new ArrayList<>(missing);
        first.removeIf(wheel ->
                !boot.contains(wheel) && (lanes.isEmpty() || !lanes.get(0).contains(wheel)));
        List<LockedWheel> second = new ArrayList<>(missing);
        second.removeAll(first);
        Arrivals arrivals = new Arrivals(missing);
        Fetching fetching = new Fetching(cache, downloader, steps, arrivals);
        ExecutorService workers = Executors.newCachedThreadPool(Parallel.named("build"));
        try {
            Future<FetchSummary> fetch = workers.submit(
                    () -> fetching.run(first, second, () -> indexes.open(missing, base, bases.pipWheel(), isolated)));
            try {
                arrivals.await(boot);
                if (!boot.isEmpty()) {
                    steps.quietly(BuildStep.BOOT_TOOLS, () -> {
                        BootTools.install(base, desired.boot(), cache);
                        return base;
                    });
                }
                Pip pip = new Pip(base, cache, isolated);
                Future<Boolean> warm = workers.submit(pip::warmUp);
                if (!installation.hasVirtualEnvironment()) {
                    steps.quietly(BuildStep.VIRTUAL_ENVIRONMENT, () -> {
                        installation.createVirtualEnvironment(base, isolated);
                        return base;
                    });
                }
                result(warm);
                List<Future<Boolean>> installs = new ArrayList<>();
                for (List<LockedWheel> lane : lanes) {
                    installs.add(workers.submit(() -> install(pip, installation, lane, arrivals)));
                }
                for (Future<Boolean> install : installs) {
                    result(install);
                }
            } catch (CancellationException e) {
                result(fetch); // throws what it failed with
                throw e;
            }
            FetchSummary summary = result(fetch);
            long reused = Lanes.bytes(needed) - Lanes.bytes(missing);
            return new FetchSummary(summary.filesFetched(), summary.bytesFetched(), summary.bytesReused() + reused);
        } finally {
            stop(workers);
        }
    }

    private boolean install(Pip pip, Installation installation, List<LockedWheel> wheels, Arrivals arrivals)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        arrivals.await(wheels);
        steps.step(BuildStep.INSTALL, () -> {
            pip.install(installation.folder().virtualEnvironment(), wheels);
            return wheels;
        });
        return true;
    }

    /** The self-test runs beside the comparison of all files; both must be right. */
    private EnvironmentManifest verify(Installation installation)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        ExecutorService workers = Executors.newSingleThreadExecutor(Parallel.named("self-test"));
        try {
            Future<Boolean> works = workers.submit(() -> {
                selfTest.run(installation.folder().virtualEnvironment().python(), desired.lock());
                return true;
            });
            EnvironmentManifest manifest = installation.verified(clock);
            result(works);
            return manifest;
        } finally {
            stop(workers);
        }
    }

    static <T> T result(Future<T> future)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof EnvironmentException failure) {
                throw failure;
            }
            if (cause instanceof DownloadException failure) {
                throw failure;
            }
            if (cause instanceof IOException failure) {
                throw failure;
            }
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("unexpected end of a build thread", cause);
        }
    }

    /** Interrupts the threads, which kill their children, and waits for them. */
    private static void stop(ExecutorService workers) throws InterruptedException {
        workers.shutdownNow();
        boolean interrupted = Thread.interrupted();
        workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        if (interrupted) {
            throw new InterruptedException();
        }
    }
}
