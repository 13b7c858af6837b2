package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.support.OsLock;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the desired environment the live one, one builder at a time.
 *
 * @param variables the variables of this process
 */
record Building(
        Site site,
        BuildFolder folder,
        Indexes indexes,
        Downloader downloader,
        Map<String, String> variables,
        BuildSpace space,
        Clock clock) {
    private static final Duration POLL = Duration.ofMillis(100);

    Building {
        variables = Map.copyOf(variables);
    }

    /** @param full whether the content of every file decides, not only sizes and times */
    Environments.Built ensure(String profileId, boolean full, ProgressListener listener)
            throws EnvironmentException, DownloadException, InterruptedException {
        Desired desired = site.desired(profileId);
        StepClock steps = new StepClock(listener, System::nanoTime);
        try {
            Optional<EnvironmentFolder> usable = usable(desired, full);
            if (usable.isPresent()) {
                return built(usable.get(), steps.report(0, 0));
            }
            return inChosenFolder().together(steps, here -> here.ensureAlone(desired, full, steps));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** See {@link Environments#candidate}. */
    Environments.Built candidate(String profileId, ProgressListener listener)
            throws EnvironmentException, DownloadException, InterruptedException {
        Desired desired = site.desired(profileId);
        StepClock steps = new StepClock(listener, System::nanoTime);
        try {
            return inChosenFolder().together(steps, here -> here.candidateAlone(desired, steps));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** See {@link Environments#makeLive}. */
    void makeLive(ReadyEnvironment environment) throws EnvironmentException, DownloadException, InterruptedException {
        StepClock steps = new StepClock(ProgressListener.NONE, System::nanoTime);
        try {
            together(steps, here -> {
                here.site.store().commit(here.site.store().folderOf(environment));
                return environment;
            });
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** See {@link Environments#deleteOld}. */
    void deleteOld() throws EnvironmentException {
        try {
            Optional<OsLock> free = OsLock.tryAcquire(site.layout().builderLock());
            if (free.isPresent()) {
                try {
                    site.store().sweep();
                } finally {
                    free.get().close();
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** See {@link Environments#spareBytes}. */
    long spareBytes(String profileId) throws EnvironmentException, InterruptedException {
        Desired desired = site.desired(profileId);
        Layout layout = site.layout();
        try {
            Files.createDirectories(layout.data());
            boolean ready = usable(desired, false).isPresent();
            long needed = ready ? 0 : BuildSpace.needed(desired, new WheelCache(layout.wheels()), site.begun(desired));
            return space.usable(layout.data()) - needed;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** See {@link Environments#packageIndex}. */
    PackageIndex packageIndex() throws EnvironmentException, DownloadException, InterruptedException {
        BaseStore bases = site.bases();
        try {
            while (bases.state() != Component.State.READY) {
                Sleeper.REAL.sleep(POLL); // first, so that a build that begins now is not held up
                Optional<OsLock> free = OsLock.tryAcquire(site.layout().builderLock());
                if (free.isPresent()) {
                    try {
                        bases.ensure(ProgressListener.NONE);
                    } finally {
                        free.get().close();
                    }
                }
            }
            Files.createDirectories(site.layout().temporary());
            return indexes.open(bases.base(), bases.pipWheel(), isolated());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** What follows happens in the folder that was chosen for it, whatever name it was asked for under. */
    private Building inChosenFolder() throws EnvironmentException {
        Site chosen = site.at(folder.choose(site.layout().data(), FolderNames.ANY));
        return new Building(chosen, folder, indexes, downloader, variables, space, clock);
    }

    /** What is done while no other builder works. */
    @FunctionalInterface
    private interface Work<T> {
        T run(Building here) throws EnvironmentException, DownloadException, IOException, InterruptedException;
    }

    private <T> T together(StepClock steps, Work<T> work)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        OsLock lock = lock(steps);
        try {
            return work.run(this);
        } finally {
            lock.close();
        }
    }

    private Environments.Built ensureAlone(Desired desired, boolean full, StepClock steps)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Optional<EnvironmentFolder> usable = usable(desired, full);
        if (usable.isEmpty()) {
            usable = finished(desired, full, steps);
            if (usable.isPresent()) {
                site.store().commit(usable.get());
            }
        }
        if (usable.isPresent()) {
            return built(usable.get(), steps.report(0, 0));
        }
        Environments.Built built = build(desired, steps, true);
        site.store().sweep();
        return built;
    }

    /** Without a sweep: what is live goes on serving, and what is built here is not live yet. */
    private Environments.Built candidateAlone(Desired desired, StepClock steps)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Optional<EnvironmentFolder> finished = usable(desired, false);
        if (finished.isEmpty()) {
            finished = finished(desired, false, steps);
        }
        return finished.isPresent() ? built(finished.get(), steps.report(0, 0)) : build(desired, steps, false);
    }

    private Environments.Built build(Desired desired, StepClock steps, boolean live)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Build.Outcome outcome =
                new Build(site, desired, isolated(), indexes, downloader, space, steps, clock, live).run();
        return built(
                outcome.folder(),
                steps.report(outcome.fetched().bytesFetched(), outcome.fetched().bytesReused()));
    }

    private static Environments.Built built(EnvironmentFolder folder, BuildReport report) throws IOException {
        return new Environments.Built(folder.ready().orElseThrow(), report);
    }

    /** The live environment if it is the desired one and undamaged. */
    private Optional<EnvironmentFolder> usable(Desired desired, boolean full) throws IOException, InterruptedException {
        Optional<EnvironmentFolder> current = site.store().current();
        boolean usable = current.isPresent()
                && isUsable(current.get(), desired, full)
                && site.bases().state() == Component.State.READY;
        return usable ? current : Optional.empty();
    }

    /** A finished environment that {@code current.json} does not name: it was lost, its base was damaged, or it waits. */
    private Optional<EnvironmentFolder> finished(Desired desired, boolean full, StepClock steps)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        for (EnvironmentFolder candidate : site.store().all()) {
            if (isUsable(candidate, desired, full)) {
                steps.quietly(BuildStep.BASE_PYTHON, () -> site.bases().ensure(steps));
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static boolean isUsable(EnvironmentFolder folder, Desired desired, boolean full)
            throws IOException, InterruptedException {
        Optional<EnvironmentManifest> manifest = folder.manifest();
        if (manifest.isEmpty() || !desired.isMetBy(manifest.get())) {
            return false;
        }
        List<Problem> problems = full ? folder.fullCheck(manifest.get()) : folder.quickCheck(manifest.get());
        return problems.stream().noneMatch(Problem::isDamage);
    }

    private OsLock lock(StepClock steps)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Optional<OsLock> free = OsLock.tryAcquire(site.layout().builderLock());
        if (free.isPresent()) {
            return free.get();
        }
        Progress waiting = Progress.started(BuildStep.WAIT.key());
        return steps.step(
                BuildStep.WAIT, () -> OsLock.acquire(site.layout().builderLock(), () -> steps.progress(waiting)));
    }

    private IsolatedPython isolated() throws EnvironmentException {
        return new IsolatedPython(
                site.program().script("tied.py"), site.layout().temporary(), variables);
    }

    private EnvironmentException failure(IOException e) {
        return EnvironmentException.of(e, site.layout().data());
    }
}
