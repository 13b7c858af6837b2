package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.download.FetchSummary;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final Logger LOG = LoggerFactory.getLogger(Building.class);
    private static final Duration POLL = Duration.ofMillis(100);

    Building {
        variables = Map.copyOf(variables);
    }

    Environments.Built ensure(String profileId, Thoroughness how, ProgressListener listener, DamageListener damage)
            throws EnvironmentException, DownloadException, InterruptedException {
        Desired desired = site.desired(profileId);
        SharedProgress shared = new SharedProgress(listener, site.layout().progress(), System::nanoTime);
        StepClock steps = new StepClock(shared, System::nanoTime);
        try {
            if (how == Thoroughness.QUICK) {
                Optional<EnvironmentFolder> usable = usable(desired);
                if (usable.isPresent()) {
                    return built(usable.get(), steps.report(0, 0), Optional.empty());
                }
            }
            Building chosen = inChosenFolder();
            try (OsLock lock = chosen.lock(steps)) {
                LOG.debug("builds under {}", lock);
                shared.begin();
                try {
                    return chosen.ensureAlone(desired, how, steps, damage);
                } finally {
                    shared.end(); // while nobody else writes
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
    private Building inChosenFolder() throws EnvironmentException {
        Site chosen = site.at(folder.choose(site.layout().data(), FolderNames.ANY));
        return new Building(chosen, folder, indexes, downloader, variables, space, clock);
    }

    private Environments.Built ensureAlone(Desired desired, Thoroughness how, StepClock steps, DamageListener damage)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Optional<Finished> best = Finished.best(site.store(), desired, how != Thoroughness.QUICK, clock);
        Build build = new Build(site, desired, isolated(), indexes, downloader, space, steps, clock);
        if (best.isEmpty()) {
            Build.Outcome outcome = build.run();
            site.store().sweep();
            return built(outcome.folder(), report(steps, outcome.fetched()), Optional.empty());
        }
        Optional<Repair> made = best.get().isWhole() ? madeLive(best.get(), steps) : Optional.empty();
        boolean test = how == Thoroughness.TESTED && best.get().isWhole();
        Optional<Rung> tested = test ? tested(best.get().folder(), desired) : Optional.empty();
        boolean works = !test || tested.isPresent();
        if (best.get().isWhole() && works) {
            return built(best.get().folder(), steps.report(0, 0), made.or(() -> tested.map(Repair::of)));
        }
        try {
            RepairLadder.Mended mended = new RepairLadder(site, build, damage).mend(best.get(), works);
            site.store().sweep();
            return built(mended.folder(), report(steps, mended.fetched()), Optional.of(mended.repair()));
        } catch (EnvironmentException e) {
            return instead(desired.profile(), best.get(), e, steps, damage);
        }
    }

    /** The last rung: the profile that this one falls back to. */
    private Environments.Built instead(
            Profile profile, Finished damaged, EnvironmentException reason, StepClock steps, DamageListener damage)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        if (profile.fallback().isEmpty() || !RepairLadder.isOfTheFolder(reason)) {
            throw reason;
        }
        LOG.warn(
                "{} cannot be repaired, {} instead",
                profile.id(),
                profile.fallback().get(),
                reason);
        Environments.Built built =
                ensureAlone(site.desired(profile.fallback().get()), Thoroughness.QUICK, steps, damage);
        return built(
                new EnvironmentFolder(built.environment().root(), site.platform()),
                built.report(),
                Optional.of(new Repair(
                        Rung.CPU, Repair.owners(damaged.damage()), Optional.of(String.valueOf(reason.getMessage())))));
    }

    /** A whole environment becomes the live one, on a whole base Python; tells what of that was not so. */
    private Optional<Repair> madeLive(Finished whole, StepClock steps)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Optional<Repair> repair = whole.named() ? Optional.empty() : Optional.of(Repair.of(Rung.FOUND));
        if (site.bases().state() != Component.State.READY) {
            steps.quietly(BuildStep.BASE_PYTHON, () -> site.bases().ensure(steps));
            repair = Optional.of(new Repair(Rung.BASE_PYTHON, List.of(BaseStore.OWNER), Optional.empty()));
        }
        if (!whole.named()) {
            site.store().commit(whole.folder());
        }
        return repair;
    }

    /** {@code SELF_TEST} or {@code BYTECODE} if it works, by itself or after that was deleted. */
    private Optional<Rung> tested(EnvironmentFolder folder, Desired desired)
            throws EnvironmentException, IOException, InterruptedException {
        Files.createDirectories(site.layout().temporary());
        for (Rung rung : List.of(Rung.SELF_TEST, Rung.BYTECODE)) {
            try {
                site.selfTest(isolated()).run(folder.virtualEnvironment().python(), desired.lock());
                return Optional.of(rung);
            } catch (EnvironmentException e) {
                LOG.warn("{} does not pass its self-test: {}", folder.root(), e.getMessage());
                FolderScan.deleteBytecode(folder.root());
            }
        }
        return Optional.empty();
    }

    private static BuildReport report(StepClock steps, FetchSummary fetched) {
        return steps.report(fetched.bytesFetched(), fetched.bytesReused());
    }

    private static Environments.Built built(EnvironmentFolder folder, BuildReport report, Optional<Repair> repair)
            throws IOException {
        return new Environments.Built(folder.ready().orElseThrow(), report, repair);
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

    private IsolatedPython isolated() throws EnvironmentException {
        return new IsolatedPython(
                site.program().script("tied.py"), site.layout().temporary(), variables);
    }

    private EnvironmentException failure(IOException e) {
        return EnvironmentException.of(e, site.layout().data());
    }
}
