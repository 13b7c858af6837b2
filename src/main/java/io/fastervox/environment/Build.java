package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.download.FetchSummary;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One run of the builder, under the builder's lock: from whatever is on the disk to a verified environment. Each step
 * looks at what is there, so that a run continues where the last one was killed.
 *
 * @param live whether {@code current.json} is to name it at the end
 */
record Build(
        Site site,
        Desired desired,
        IsolatedPython isolated,
        Indexes indexes,
        Downloader downloader,
        BuildSpace space,
        StepClock steps,
        Clock clock,
        boolean live) {
    private static final long STOP_SECONDS = 10;

    /** What came of it. */
    record Outcome(EnvironmentFolder folder, FetchSummary fetched) {}

    Outcome run() throws EnvironmentException, DownloadException, IOException, InterruptedException {
        return run(Optional.empty());
    }

    /** @param checked see {@link Installation#begin} */
    Outcome run(Optional<PackageCheck> checked)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Layout layout = site.layout();
        BaseStore bases = site.bases();
        EnvironmentStore store = site.store();
        FileTrees.delete(layout.temporary());
        Files.createDirectories(layout.temporary());
        Files.createDirectories(layout.wheels());
        WheelCache cache = new WheelCache(layout.wheels());
        boolean repair = store.interrupted(desired)
                .filter(EnvironmentFolder::wasFinished)
                .isPresent();
        if (!repair) { // which takes next to nothing, and was asked for before it began
            space.require(layout.data(), desired, cache, site.begun(desired));
        }

        Base base = steps.quietly(BuildStep.BASE_PYTHON, () -> bases.ensure(steps));
        List<LockedWheel> boot = BootTools.installed(base, desired.boot())
                ? List.of()
                : desired.boot().wheels();
        if (!repair) {
            BootTools.forgetBytecode(base); // where it worked before, it is whole
            site.fetch().listener().building(BuildPlan.of(desired, notShipped(boot), cache));
        }
        Installation installation = Installation.begin(store, desired, checked);
        FetchSummary fetched = new Assembly(
                        base, bases.pipWheel(), boot, installation, cache, isolated, indexes, downloader, steps)
                .run();

        EnvironmentManifest manifest = steps.step(BuildStep.VERIFY, () -> verify(installation));
        steps.step(BuildStep.COMMIT, () -> {
            installation.folder().complete(manifest);
            if (live) {
                store.commit(installation.folder());
            }
            return manifest;
        });
        FileTrees.deleteIfPossible(layout.temporary());
        return new Outcome(installation.folder(), fetched);
    }

    private List<LockedWheel> notShipped(List<LockedWheel> wheels) {
        return wheels.stream().filter(wheel -> !indexes.ships(wheel)).toList();
    }

    /** The archive of a base Python with the right content, from here or from where it is published. */
    Optional<Path> archive(BaseArchive wanted) throws EnvironmentException, DownloadException, InterruptedException {
        try {
            return Optional.of(site.fetch().whole(wanted, site.layout().archives(), steps));
        } catch (EnvironmentException e) {
            if (e.code() == ErrorCode.BASE_PYTHON_MISSING || e.code() == ErrorCode.BASE_PYTHON_DAMAGED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether there is room to install packages again, asked before anything that is there is touched. */
    void requireSpaceToMend(Finished damaged, List<String> owners) throws DownloadException, IOException {
        long bytes = damaged.manifest().packages().entrySet().stream()
                .filter(installed -> owners.contains(installed.getKey()))
                .flatMap(installed -> installed.getValue().files().values().stream())
                .mapToLong(FileFact::bytes)
                .sum();
        space.require(site.layout().data(), bytes);
    }

    /** Brings wheels into the cache before anything that is there is touched. */
    FetchSummary fetch(List<LockedWheel> wheels)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Layout layout = site.layout();
        Files.createDirectories(layout.temporary());
        Files.createDirectories(layout.wheels());
        WheelCache cache = new WheelCache(layout.wheels());
        List<LockedWheel> missing = cache.missing(wheels);
        if (missing.isEmpty()) {
            return FetchSummary.NOTHING;
        }
        BaseStore bases = site.bases();
        Base base = steps.quietly(BuildStep.BASE_PYTHON, () -> bases.ensure(steps));
        return new Fetching(cache, downloader, steps, new Arrivals(missing))
                .run(missing, () -> indexes.open(missing, base, bases.pipWheel(), isolated));
    }

    /** The self-test runs beside the comparison of all files; both must be right. */
    private EnvironmentManifest verify(Installation installation)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        SelfTest selfTest = site.selfTest(isolated);
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
    static void stop(ExecutorService workers) throws InterruptedException {
        workers.shutdownNow();
        boolean interrupted = Thread.interrupted();
        workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        if (interrupted) {
            throw new InterruptedException();
        }
    }
}
