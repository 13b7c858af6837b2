package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.download.FetchSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the desired environment be there, under the builder's lock: takes what is finished, repairs what is damaged, builds
 * what is missing.
 *
 * @param live whether it is to become the live one; else that goes on serving
 */
record Ensuring(Building here, Thoroughness how, StepClock steps, DamageListener damage, boolean live) {
    private static final Logger LOG = LoggerFactory.getLogger(Ensuring.class);

    Environments.Built run(Desired desired)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Optional<Finished> best = Finished.best(here.site().store(), desired, how != Thoroughness.QUICK, here.clock());
        if (best.isEmpty()) {
            Build.Outcome outcome = here.build(desired, steps, live).run();
            return built(outcome.folder(), outcome.fetched(), Optional.empty());
        }
        return best.get().isWhole() ? taken(best.get(), desired) : repaired(best.get(), desired, true);
    }

    private Environments.Built taken(Finished whole, Desired desired)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Optional<Repair> repair = settled(whole);
        if (how == Thoroughness.TESTED) {
            Optional<Rung> tested = tested(whole.folder(), desired);
            if (tested.isEmpty()) {
                return repaired(whole, desired, false);
            }
            repair = repair.or(() -> tested.map(Repair::of));
        }
        return new Environments.Built(whole.folder().ready().orElseThrow(), steps.report(0, 0), repair);
    }

    /** @param works false if it did not pass the self-test although its files are right */
    private Environments.Built repaired(Finished damaged, Desired desired, boolean works)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        try {
            RepairLadder.Mended mended =
                    new RepairLadder(here.build(desired, steps, live), damage).mend(damaged, works);
            return built(mended.folder(), mended.fetched(), Optional.of(mended.repair()));
        } catch (EnvironmentException e) {
            Optional<String> fallback = desired.profile().fallback();
            if (fallback.isEmpty() || !live || !RepairLadder.isOfTheFolder(e)) {
                throw e;
            }
            LOG.warn("{} cannot be repaired, {} instead", desired.profile().id(), fallback.get(), e);
            Environments.Built built = new Ensuring(here, Thoroughness.QUICK, steps, damage, true)
                    .run(here.site().desired(fallback.get()));
            Optional<String> reason = Optional.of(String.valueOf(e.getMessage()));
            return new Environments.Built(
                    built.environment(),
                    built.report(),
                    Optional.of(new Repair(Rung.CPU, Repair.owners(damaged.damage()), reason)));
        }
    }

    /** Puts a whole environment on a whole base Python and makes it the live one; tells what of that was not so. */
    private Optional<Repair> settled(Finished whole)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        BaseStore bases = here.site().bases();
        boolean baseDamaged = bases.state() != Component.State.READY;
        if (baseDamaged) {
            steps.quietly(BuildStep.BASE_PYTHON, () -> bases.ensure(steps));
        }
        boolean lost = live && !whole.named() && here.site().store().current().isEmpty();
        if (live && !whole.named()) {
            here.site().store().commit(whole.folder());
        }
        if (baseDamaged) {
            return Optional.of(new Repair(Rung.BASE_PYTHON, List.of(BaseStore.OWNER), Optional.empty()));
        }
        return lost ? Optional.of(Repair.of(Rung.FOUND)) : Optional.empty();
    }

    /** {@code SELF_TEST} or {@code BYTECODE} if it works, by itself or after that was deleted. */
    private Optional<Rung> tested(EnvironmentFolder folder, Desired desired)
            throws EnvironmentException, IOException, InterruptedException {
        Files.createDirectories(here.site().layout().temporary());
        SelfTest selfTest = here.site().selfTest(here.isolated());
        for (Rung rung : List.of(Rung.SELF_TEST, Rung.BYTECODE)) {
            try {
                selfTest.run(folder.virtualEnvironment().python(), desired.lock());
                return Optional.of(rung);
            } catch (EnvironmentException e) {
                LOG.warn("{} does not pass its self-test: {}", folder.root(), e.getMessage());
                FolderScan.deleteBytecode(folder.root());
            }
        }
        return Optional.empty();
    }

    private Environments.Built built(EnvironmentFolder folder, FetchSummary fetched, Optional<Repair> repair)
            throws IOException {
        BuildReport report = steps.report(fetched.bytesFetched(), fetched.bytesReused());
        if (live) {
            here.site().store().sweep();
        }
        return new Environments.Built(folder.ready().orElseThrow(), report, repair);
    }
}
