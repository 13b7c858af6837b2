package io.fastervox.environment;

import io.fastervox.desktop.Folders;
import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.download.Http;
import io.fastervox.support.ProgressListener;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The private Python environments of this user: says what is there, builds, checks and removes.
 *
 * <p>Any number of processes and threads may use it at once; one builds, the others wait for it. Whatever kills a build,
 * the environment that was live before stays live, and the next build continues from there.
 */
public final class Environments {
    private final Inspection inspection;
    private final Building building;
    private final Removal removal;
    private final Admissions admissions;

    /**
     * Costs nothing until it is used.
     *
     * @param archive where the base Python comes from
     * @param listener hears what a build will take before it begins, and that another base Python is fetched
     * @param data the data folder
     * @param folders tells whether an environment can be built there
     * @param variables the variables of this process
     */
    public Environments(
            PythonEmbed program,
            PlatformId platform,
            BaseArchive archive,
            BuildListener listener,
            Path data,
            Folders folders,
            IndexChoice indexes,
            Http http,
            Downloader downloader,
            Map<String, String> variables,
            Clock clock) {
        this(new Building(
                new Site(
                        program,
                        platform,
                        archive,
                        new BaseFetch(downloader, listener),
                        new Layout(data.toAbsolutePath().normalize())),
                new BuildFolder(folders, platform),
                new Indexes(http, program.wheels(), indexes),
                downloader,
                variables,
                BuildSpace.REAL,
                clock));
    }

    Environments(Building building) {
        this.building = building;
        this.inspection = new Inspection(building.site(), building.clock());
        this.removal = new Removal(building.site());
        this.admissions = new Admissions(building.site().layout().admissions());
    }

    /**
     * An environment that can be used, and what it took.
     *
     * @param repair present when something was there that had to be repaired, or was asked to be looked at
     */
    public record Built(ReadyEnvironment environment, BuildReport report, Optional<Repair> repair) {}

    /** What can be removed. */
    public enum Part {
        ENVIRONMENTS,
        BASE_PYTHON,
        WHEEL_CACHE
    }

    /** The environment that {@code current.json} names, if it is complete. Files are not looked at: see {@link #check}. */
    public Optional<ReadyEnvironment> live() throws EnvironmentException {
        return inspection.live();
    }

    /** What is there for a profile, by the quick check. */
    public EnvironmentStatus status(String profileId) throws EnvironmentException {
        return inspection.status(profileId);
    }

    /**
     * Makes the profile's environment the live one. Returns at once when it is and nothing is missing or changed by size
     * and time; once a week, by content.
     *
     * @param listener hears the keys of {@link BuildStep}; called from several threads, one at a time
     * @param damage hears what is damaged before it is repaired
     */
    public Built ensure(String profileId, ProgressListener listener, DamageListener damage)
            throws EnvironmentException, DownloadException, InterruptedException {
        return repaired(building.ensure(profileId, Thoroughness.QUICK, listener, damage));
    }

    /** The same, with nobody to let the environment go. */
    public Built ensure(String profileId, ProgressListener listener)
            throws EnvironmentException, DownloadException, InterruptedException {
        return ensure(profileId, listener, DamageListener.NONE);
    }

    /** The same, but the content of every file is looked at. Takes seconds. */
    public Built setUp(String profileId, ProgressListener listener)
            throws EnvironmentException, DownloadException, InterruptedException {
        return repaired(building.ensure(profileId, Thoroughness.FULL, listener, DamageListener.NONE));
    }

    /** The same, and the self-test has to pass. */
    public Built repair(String profileId, ProgressListener listener, DamageListener damage)
            throws EnvironmentException, DownloadException, InterruptedException {
        return repaired(building.ensure(profileId, Thoroughness.TESTED, listener, damage));
    }

    /** What was refused in a damaged environment may work now. */
    private Built repaired(Built built) throws EnvironmentException {
        if (built.repair().filter(repair -> repair.rung() != Rung.SELF_TEST).isPresent()) {
            admissions.forgetRefusals();
        }
        return built;
    }

    /**
     * The profile's environment, finished and verified, beside the live one, which goes on serving: see {@link #makeLive}.
     *
     * @param listener as with {@link #ensure}
     */
    public Built candidate(String profileId, ProgressListener listener)
            throws EnvironmentException, DownloadException, InterruptedException {
        return building.candidate(profileId, listener);
    }

    /** Makes a finished environment the live one; waits while another builds. */
    public void makeLive(ReadyEnvironment environment)
            throws EnvironmentException, DownloadException, InterruptedException {
        building.makeLive(environment);
    }

    /** Deletes what is not live and not running, unless somebody builds now; then it is deleted later. */
    public void deleteOld() throws EnvironmentException {
        building.deleteOld();
    }

    /** What the profile's environment would be built from, see {@link ReadyEnvironment#lockId}. */
    public String lockId(String profileId) throws EnvironmentException {
        return building.site().desired(profileId).lock().id();
    }

    /** What the disk will have left, at the least, when the profile's environment is ready; negative if that does not fit. */
    public long spareBytes(String profileId) throws EnvironmentException, InterruptedException {
        return building.spareBytes(profileId);
    }

    /**
     * Compares the live environment and the base Python with what was installed.
     *
     * @param full by content instead of size and time
     * @return sorted; empty when all is well
     * @throws EnvironmentException {@code ENVIRONMENT_MISSING} if there is none
     */
    public List<Problem> check(boolean full) throws EnvironmentException, InterruptedException {
        return inspection.check(full);
    }

    /**
     * Removes parts.
     *
     * @return bytes freed
     * @throws EnvironmentException {@code ENVIRONMENT_IN_USE} with {0} the folder and {1} who uses it, before anything
     *     is removed
     */
    public long remove(Set<Part> parts) throws EnvironmentException {
        return removal.remove(parts);
    }

    /**
     * The package index, for what is in no lock. The pip of the base Python names the default index, so that is waited for if
     * somebody unpacks it now, otherwise it is unpacked.
     */
    public PackageIndex packageIndex() throws EnvironmentException, DownloadException, InterruptedException {
        return building.packageIndex();
    }

    /** Offline bundles of these environments. */
    public Bundles bundles() {
        return new Bundles(building);
    }

    /**
     * The live environment of the profile although it was made for another version of the program, if it still works by the
     * quick check: it serves until the new one is built.
     */
    public Optional<ReadyEnvironment> outdated(String profileId) throws EnvironmentException, InterruptedException {
        return inspection.outdated(profileId);
    }

    /** Verdicts of admissions to the live environments. */
    public Admissions admissions() {
        return admissions;
    }
}
