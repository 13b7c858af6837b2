package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.download.FetchSummary;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FullDisk;
import io.fastervox.support.IoReason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a damaged environment to a working one, under the builder's lock: the damaged packages in place, else a new folder.
 * What has to be fetched is fetched first, so that without a network nothing is lost.
 */
record RepairLadder(Build build, DamageListener listener) {
    private static final Logger LOG = LoggerFactory.getLogger(RepairLadder.class);

    /** What another folder may help against. */
    private static final Set<ErrorCode> OF_THE_FOLDER = EnumSet.of(
            ErrorCode.ENVIRONMENT_DAMAGED,
            ErrorCode.ENVIRONMENT_INSTALL_FAILED,
            ErrorCode.ENVIRONMENT_SELF_TEST_FAILED);

    /** What came of it. */
    record Mended(EnvironmentFolder folder, FetchSummary fetched, Repair repair) {}

    static boolean isOfTheFolder(EnvironmentException e) {
        return OF_THE_FOLDER.contains(e.code());
    }

    /** @param works whether it passed the self-test, or was not asked to */
    Mended mend(Finished damaged, boolean works)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        List<String> owners = Repair.owners(damaged.damage());
        LOG.warn("{} is damaged: {}", damaged.folder().root(), damaged.damage());
        listener.damaged(damaged.damage());
        List<LockedWheel> wheels = build.desired().lock().wheels().stream()
                .filter(wheel -> owners.contains(wheel.name()))
                .toList();
        FetchSummary fetched = build.fetch(wheels);
        Optional<String> reason = Optional.empty();
        if (works && canBeMendedInPlace(damaged)) {
            build.requireSpaceToMend(damaged, owners);
            try {
                damaged.folder().reopen(damaged.manifest());
                return done(build.run(damaged.packages()), fetched, Rung.PACKAGES, owners, reason);
            } catch (EnvironmentException e) {
                if (!isOfTheFolder(e)) {
                    throw e;
                }
                reason = Optional.of(String.valueOf(e.getMessage()));
            } catch (AccessDeniedException e) {
                if (FullDisk.isReason(e, damaged.folder().root())) {
                    throw e;
                }
                reason = Optional.of(IoReason.of(e));
            }
            LOG.warn("{} cannot be mended in place: {}", damaged.folder().root(), reason.get());
        }
        return inNewFolder(damaged.folder(), fetched, owners, reason);
    }

    private Mended inNewFolder(
            EnvironmentFolder old, FetchSummary fetched, List<String> owners, Optional<String> reason)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        fetched = fetched.plus(build.fetch(build.desired().lock().wheels()));
        if (old.state().isPresent()) {
            old.abandon(); // or the build would go on in it
        }
        return done(build.run(), fetched, Rung.NEW_FOLDER, owners, reason);
    }

    /** Not while somebody runs from it: he would see half of a package. */
    private static boolean canBeMendedInPlace(Finished damaged) {
        return damaged.damage().stream().noneMatch(problem -> problem.owner().equals(VirtualEnvironment.OWNER))
                && RunningPrograms.in(damaged.folder().root()).isEmpty();
    }

    private static Mended done(
            Build.Outcome outcome, FetchSummary before, Rung rung, List<String> owners, Optional<String> reason) {
        FetchSummary fetched = before.plus(outcome.fetched());
        return new Mended(
                outcome.folder(),
                fetched,
                new Repair(fetched.filesFetched() > 0 ? Rung.REFETCH : rung, owners, reason));
    }
}
