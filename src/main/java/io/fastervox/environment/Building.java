package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.support.OsLock;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Sleeper;
import java.io.IOException;
import java.net.URI;
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

    /** @param damage hears what is damaged before it is repaired */
    Environments.Built ensure(String profileId, Thoroughness how, ProgressListener listener, DamageListener damage)
            throws EnvironmentException, DownloadException, InterruptedException {
        Desired desired = site.desired(profileId);
        try {
            if (how == Thoroughness.QUICK) {
                Optional<EnvironmentFolder> usable = usable(desired);
                if (usable.isPresent()) {
                    return new Environments.Built(
                            usable.get().ready().orElseThrow(), BuildReport.NOTHING, Optional.empty());
                }
            }
            return inChosenFolder()
                    .together(listener, (here, steps) -> new Ensuring(here, how, steps, damage, true).run(desired));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** See {@link Environments#candidate}. */
    Environments.Built candidate(String profileId, ProgressListener listener)
            throws EnvironmentException, DownloadException, InterruptedException {
        Desired desired = site.desired(profileId);
        try {
            return inChosenFolder()
                    .together(
                            listener,
                            (here, steps) -> new Ensuring(here, Thoroughness.QUICK, steps, DamageListener.NONE, false)
                                    .run(desired));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** See {@link Environments#makeLive}. */
    void makeLive(ReadyEnvironment environment) throws EnvironmentException, DownloadException, InterruptedException {
        try {
            together(ProgressListener.NONE, (here, steps) -> {
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
            boolean ready = usable(desired).isPresent();
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
    Building inChosenFolder() throws EnvironmentException {
        Site chosen = site.at(folder.choose(site.layout().data()));
        return new Building(chosen, folder, indexes, downloader, variables, space, clock);
    }

    /** What is done while no other builder works. */
    @FunctionalInterface
    interface Work<T> {
        T run(Building here, StepClock steps)
                throws EnvironmentException, DownloadException, IOException, InterruptedException;
    }

    <T> T together(ProgressListener listener, Work<T> work)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        SharedProgress shared = new SharedProgress(listener, site.layout().progress(), System::nanoTime);
        StepClock steps = new StepClock(shared, System::nanoTime);
        OsLock lock = lock(steps);
        try {
            shared.begin();
            return work.run(this, steps);
        } finally {
            shared.end(); // while nobody else writes
            lock.close();
        }
    }

    /** {@link #together} in the folder that was chosen for it; the disk's failures come out in words. */
    <T> T alone(ProgressListener listener, Work<T> work)
            throws EnvironmentException, DownloadException, InterruptedException {
        try {
            return inChosenFolder().together(listener, work);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** @throws DownloadException if a publisher does not state what no package index has */
    Build build(Desired desired, StepClock steps, boolean live)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Publishing.Stated stated = publishing().stated(desired.lock());
        return build(desired.with(stated.lock()), stated.addresses(), steps, live);
    }

    /** @param direct name of a file that no index has → where it lies */
    Build build(Desired desired, Map<String, List<URI>> direct, StepClock steps, boolean live)
            throws EnvironmentException {
        return new Build(site, desired, isolated(), indexes.with(direct), downloader, space, steps, clock, live);
    }

    Publishing publishing() throws EnvironmentException {
        return new Publishing(
                indexes.http(),
                site.program().sources().publishers(),
                site.layout().published());
    }

    /** The live environment if it is the desired one and undamaged. */
    private Optional<EnvironmentFolder> usable(Desired desired) throws IOException, InterruptedException {
        Optional<Finished> live =
                Finished.live(site.store(), desired, false, clock).filter(Finished::isWhole);
        return live.isPresent() && site.bases().state() == Component.State.READY
                ? Optional.of(live.get().folder())
                : Optional.empty();
    }

    private OsLock lock(StepClock steps)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Optional<OsLock> free = OsLock.tryAcquire(site.layout().builderLock());
        if (free.isPresent()) {
            return free.get();
        }
        Progress waiting = Progress.started(BuildStep.WAIT.key());
        ProgressFile others = site.layout().progress();
        return steps.step(
                BuildStep.WAIT,
                () -> OsLock.acquire(
                        site.layout().builderLock(),
                        () -> steps.progress(others.read().orElse(waiting))));
    }

    IsolatedPython isolated() throws EnvironmentException {
        return new IsolatedPython(
                site.program().script("tied.py"), site.layout().temporary(), variables);
    }

    private EnvironmentException failure(IOException e) {
        return EnvironmentException.of(e, site.layout().data());
    }
}
