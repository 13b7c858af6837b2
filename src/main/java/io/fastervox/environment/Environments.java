package io.fastervox.environment;

import io.fastervox.desktop.Folders;
import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.download.Http;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import io.fastervox.support.OsLock;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Sleeper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final Duration POLL = Duration.ofMillis(100);

    private final PythonEmbed program;
    private final PlatformId platform;
    private final BaseArchive archive;
    private final Layout layout;
    private final BuildFolder buildFolder;
    private final Downloader downloader;
    private final Indexes indexes;
    private final Map<String, String> variables;
    private final DiskSpace disk;
    private final Clock clock;
    private final BaseStore bases;
    private final EnvironmentStore store;

    /**
     * Costs nothing until it is used.
     *
     * @param archive where the base Python comes from
     * @param data the data folder
     * @param folders tells on Windows whether an environment can be built there
     * @param indexes package indexes (PEP 503/691 base addresses, or folders as {@code file:}), best first; empty for
     *     pip's default
     * @param variables the variables of this process
     */
    public Environments(
            PythonEmbed program,
            PlatformId platform,
            BaseArchive archive,
            Path data,
            Folders folders,
            List<URI> indexes,
            Http http,
            Downloader downloader,
            Map<String, String> variables,
            Clock clock) {
        this(program, platform, archive, data, folders, indexes, http, downloader, variables, clock, DiskSpace.REAL);
    }

    Environments(
            PythonEmbed program,
            PlatformId platform,
            BaseArchive archive,
            Path data,
            Folders folders,
            List<URI> indexes,
            Http http,
            Downloader downloader,
            Map<String, String> variables,
            Clock clock,
            DiskSpace disk) {
        this.program = program;
        this.platform = platform;
        this.archive = archive;
        this.layout = new Layout(data.toAbsolutePath().normalize());
        this.buildFolder = new BuildFolder(folders);
        this.downloader = downloader;
        this.indexes = new Indexes(http, program.wheels(), indexes);
        this.variables = Map.copyOf(variables);
        this.disk = disk;
        this.clock = clock;
        this.bases = new BaseStore(layout, archive, platform);
        this.store = new EnvironmentStore(layout, platform);
    }

    /** An environment that can be used, and what it took. */
    public record Built(ReadyEnvironment environment, BuildReport report) {}

    /** What can be removed. */
    public enum Part {
        ENVIRONMENTS,
        BASE_PYTHON,
        WHEEL_CACHE
    }

    /** The environment that {@code current.json} names, if it is complete. Files are not looked at: see {@link #check}. */
    public Optional<ReadyEnvironment> live() throws EnvironmentException {
        return reading(() -> {
            Optional<EnvironmentFolder> current = store.current();
            return current.isPresent() ? current.get().ready() : Optional.empty();
        });
    }

    /** What is there, by the quick check. */
    public EnvironmentStatus status(String profileId) throws EnvironmentException {
        Desired desired = desired(profileId);
        return reading(() -> new StatusReading(layout, bases, store, desired).read());
    }

    /**
     * Makes the profile's environment the live one. Returns at once when it is and nothing is missing or changed by size
     * and time.
     *
     * @param listener hears the keys of {@link BuildStep}; called from several threads, one at a time
     */
    public Built ensure(String profileId, ProgressListener listener)
            throws EnvironmentException, DownloadException, InterruptedException {
        Desired desired = desired(profileId);
        StepClock steps = new StepClock(listener, System::nanoTime);
        try {
            Optional<EnvironmentFolder> usable = usable(desired);
            if (usable.isPresent()) {
                return built(usable.get(), steps.report(0, 0));
            }
            if (platform == PlatformId.WINDOWS) {
                buildFolder.choose(layout.data(), FolderNames.ANY);
            }
            OsLock lock = lock(steps);
            try {
                return ensureAlone(desired, steps);
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** What the disk will have left, at the least, when the profile's environment is ready; negative if that does not fit. */
    public long spareBytes(String profileId) throws EnvironmentException {
        Desired desired = desired(profileId);
        return reading(() -> {
            Files.createDirectories(layout.data());
            long building = usable(desired).isPresent()
                    ? 0
                    : DiskSpace.neededForEnvironment(desired, new WheelCache(layout.wheels()));
            return disk.usable(layout.data()) - building;
        });
    }

    /**
     * Compares the live environment and the base Python with what was installed.
     *
     * @param full by content instead of size and time
     * @return sorted; empty when all is well
     * @throws EnvironmentException {@code ENVIRONMENT_MISSING} if there is none
     */
    public List<Problem> check(boolean full) throws EnvironmentException, InterruptedException {
        try {
            Optional<EnvironmentFolder> current = store.current();
            Optional<EnvironmentManifest> manifest =
                    current.isPresent() ? current.get().manifest() : Optional.empty();
            if (manifest.isEmpty()) {
                throw new EnvironmentException(
                        ErrorCode.ENVIRONMENT_MISSING, "no environment in " + layout.data(), layout.data());
            }
            List<Problem> problems = new ArrayList<>(bases.check(full));
            problems.addAll(
                    full
                            ? current.get().fullCheck(manifest.get())
                            : current.get().quickCheck(manifest.get()));
            problems.sort(null);
            return problems;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Removes parts.
     *
     * @return bytes freed
     * @throws EnvironmentException {@code ENVIRONMENT_IN_USE} with {0} the folder and {1} who uses it, before anything
     *     is removed
     */
    public long remove(Set<Part> parts) throws EnvironmentException {
        try {
            Optional<OsLock> lock = OsLock.tryAcquire(layout.builderLock());
            if (lock.isEmpty()) {
                throw inUse("another Faster-Vox that builds it");
            }
            try {
                List<Long> users = RunningPrograms.in(layout.environments());
                if (!users.isEmpty() && (parts.contains(Part.ENVIRONMENTS) || parts.contains(Part.BASE_PYTHON))) {
                    throw inUse("process " + users.get(0));
                }
                return removeAlone(parts);
            } finally {
                lock.get().close();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * The package index, for what is in no lock. The pip of the base Python names the default index, so that is waited for if
     * somebody unpacks it now, otherwise it is unpacked.
     */
    public PackageIndex packageIndex() throws EnvironmentException, DownloadException, InterruptedException {
        try {
            while (bases.state() != Component.State.READY) {
                Sleeper.REAL.sleep(POLL); // first, so that a build that begins now is not held up
                Optional<OsLock> free = OsLock.tryAcquire(layout.builderLock());
                if (free.isPresent()) {
                    try {
                        bases.ensure();
                    } finally {
                        free.get().close();
                    }
                }
            }
            Files.createDirectories(layout.temporary());
            IsolatedPython isolated = new IsolatedPython(program.script("tied.py"), layout.temporary(), variables);
            return indexes.open(bases.base(), bases.pipWheel(), isolated);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Verdicts of admissions to the live environments. */
    public Admissions admissions() {
        return new Admissions(layout.admissions());
    }

    private Built ensureAlone(Desired desired, StepClock steps)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Optional<EnvironmentFolder> usable = usable(desired);
        if (usable.isEmpty()) {
            usable = adopted(desired, steps);
        }
        if (usable.isPresent()) {
            return built(usable.get(), steps.report(0, 0));
        }
        IsolatedPython isolated = new IsolatedPython(program.script("tied.py"), layout.temporary(), variables);
        SelfTest selfTest = new SelfTest(program.script("selftest.py"), program.selfTestRecording(), isolated);
        Build.Outcome outcome = new Build(
                        layout, desired, bases, store, isolated, selfTest, indexes, downloader, disk, steps, clock)
                .run();
        BuildReport report =
                steps.report(outcome.fetched().bytesFetched(), outcome.fetched().bytesReused());
        store.sweep();
        return built(outcome.folder(), report);
    }

    private static Built built(EnvironmentFolder folder, BuildReport report) throws IOException {
        return new Built(folder.ready().orElseThrow(), report);
    }

    /** The live environment if it is the desired one and undamaged. */
    private Optional<EnvironmentFolder> usable(Desired desired) throws IOException {
        Optional<EnvironmentFolder> current = store.current();
        boolean usable =
                current.isPresent() && isUsable(current.get(), desired) && bases.state() == Component.State.READY;
        return usable ? current : Optional.empty();
    }

    /** A finished environment that {@code current.json} does not name because it was lost, or whose base was damaged. */
    private Optional<EnvironmentFolder> adopted(Desired desired, StepClock steps)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        for (EnvironmentFolder folder : store.all()) {
            if (isUsable(folder, desired)) {
                steps.step(BuildStep.BASE_PYTHON, bases::ensure);
                store.commit(folder);
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static boolean isUsable(EnvironmentFolder folder, Desired desired) throws IOException {
        Optional<EnvironmentManifest> manifest = folder.manifest();
        return manifest.isPresent()
                && desired.isMetBy(manifest.get())
                && folder.quickCheck(manifest.get()).stream().noneMatch(Problem::isDamage);
    }

    private long removeAlone(Set<Part> parts) throws IOException {
        long freed = 0;
        if (parts.contains(Part.ENVIRONMENTS)) {
            freed += FileTrees.delete(layout.current());
            freed += FileTrees.delete(layout.admissions());
            for (EnvironmentFolder folder : store.all()) {
                freed += FileTrees.delete(folder.root());
            }
        }
        if (parts.contains(Part.BASE_PYTHON)) {
            freed += FileTrees.delete(layout.bases());
        }
        if (parts.contains(Part.WHEEL_CACHE)) {
            freed += FileTrees.delete(layout.wheels());
        }
        freed += FileTrees.delete(layout.temporary());
        return freed;
    }

    private OsLock lock(StepClock steps)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        Optional<OsLock> free = OsLock.tryAcquire(layout.builderLock());
        if (free.isPresent()) {
            return free.get();
        }
        Progress waiting = Progress.started(BuildStep.WAIT.key());
        return steps.step(BuildStep.WAIT, () -> OsLock.acquire(layout.builderLock(), () -> steps.progress(waiting)));
    }

    private Desired desired(String profileId) throws EnvironmentException {
        Profile profile = program.profiles().get(profileId);
        Lock lock = program.lock(profile, platform);
        long diskBytes = java.util.Objects.requireNonNull(profile.platforms().get(platform.id()))
                .diskBytes();
        return new Desired(profile, lock, program.bootLock(platform), archive.folderName(), diskBytes);
    }

    private EnvironmentException inUse(String by) {
        return new EnvironmentException(
                ErrorCode.ENVIRONMENT_IN_USE, layout.environments() + " is in use by " + by, layout.environments(), by);
    }

    private EnvironmentException failure(IOException e) {
        String said = String.valueOf(e.getMessage());
        boolean full = said.contains("No space left") || said.contains("not enough space");
        Path file = e instanceof FileSystemException system && system.getFile() != null
                ? Path.of(system.getFile())
                : layout.data();
        return new EnvironmentException(
                full ? ErrorCode.DISK_FULL : ErrorCode.DATA_FOLDER_NOT_WRITABLE,
                String.valueOf(e),
                e,
                List.of(file, full ? "no space left" : String.valueOf(e)));
    }

    private <T> T reading(Reading<T> reading) throws EnvironmentException {
        try {
            return reading.read();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }
}
