package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import io.fastervox.support.FreeSpace;
import io.fastervox.support.FullDisk;
import io.fastervox.support.IoReason;
import io.fastervox.support.OsLock;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes and reads offline bundles (R19): the wheels of a profile, the base Python and a model in one file. */
public final class Bundles {
    private static final String PYTHON = "python/";
    private static final String WHEELS = "wheels/";
    private static final String MODEL = "model/";

    private final Building building;

    Bundles(Building building) {
        this.building = building;
    }

    /** A model in a bundle: its id and the files that make it up, by their names. */
    public record Model(String id, Map<String, Path> files) {
        public Model {
            files = Map.copyOf(files);
        }
    }

    /**
     * What to write.
     *
     * @param program version of the program, for people
     * @param archive the base Python of the platform
     * @param overwrite whether a file that is there may be replaced
     */
    public record Order(
            String program,
            String profile,
            PlatformId platform,
            BaseArchive archive,
            Optional<Model> model,
            Path target,
            boolean overwrite) {}

    /**
     * What was written.
     *
     * @param python whether the base Python is in it; installed programs have their own
     */
    public record Written(Path file, long bytes, boolean python, long bytesFetched) {}

    /** What came out of a bundle. */
    public record Taken(String profile, Optional<String> model, long bytes) {}

    /** Takes a model into the store. */
    @FunctionalInterface
    public interface ModelTaker {
        void take(String id, Path folder) throws CodedException, InterruptedException;
    }

    /**
     * Fetches what is missing and writes the bundle.
     *
     * @throws EnvironmentException {@code BUNDLE_EXISTS}, {@code BUNDLE_NOT_WRITABLE}, {@code DISK_TOO_SMALL}, {@code
     *     DISK_FULL}; no half bundle stays
     */
    public Written export(Order order, ProgressListener listener)
            throws EnvironmentException, DownloadException, InterruptedException {
        Path target = order.target().toAbsolutePath().normalize();
        requirePlace(target, order.overwrite());
        Site site = building.site();
        Profile profile = site.program().profiles().get(order.profile());
        Lock lock = site.program().lock(profile, order.platform());
        Lock boot = site.program().bootLock(order.platform());
        return building.alone(listener, (here, steps) -> {
            Publishing.Stated stated = here.publishing().stated(lock);
            Set<LockedWheel> wheels = new LinkedHashSet<>(stated.lock().wheels()); // some are in both
            wheels.addAll(boot.wheels());
            Build fetcher = here.build(site.desired(Profiles.CPU), stated.addresses(), steps, true);
            long fetched = fetcher.fetch(List.copyOf(wheels)).bytesFetched();
            Optional<Path> python = fetcher.archive(order.archive());
            Map<String, Path> sources = new LinkedHashMap<>();
            List<BundleManifest.Entry> entries = new ArrayList<>();
            python.ifPresent(file -> {
                String path = PYTHON + order.archive().file().getFileName();
                sources.put(path, file);
                entries.add(new BundleManifest.Entry(
                        path, order.archive().sha256(), file.toFile().length()));
            });
            for (LockedWheel wheel : wheels) {
                String path = WHEELS + wheel.file();
                if (sources.put(path, new WheelCache(site.layout().wheels()).path(wheel)) == null) {
                    entries.add(new BundleManifest.Entry(path, wheel.sha256(), wheel.bytes()));
                }
            }
            if (order.model().isPresent()) {
                Model model = order.model().get();
                for (Map.Entry<String, Path> file : model.files().entrySet()) {
                    String path = MODEL + model.id() + "/" + file.getKey();
                    sources.put(path, file.getValue());
                    entries.add(
                            new BundleManifest.Entry(path, Sha256.of(file.getValue()), Files.size(file.getValue())));
                }
            }
            BundleManifest manifest = new BundleManifest(
                    BundleManifest.VERSION,
                    order.program(),
                    order.platform().id(),
                    order.profile(),
                    lock.id(),
                    boot.id(),
                    order.model().map(Model::id),
                    entries);
            requireRoom(Objects.requireNonNull(target.getParent()), manifest.bytes());
            write(manifest, sources, target, steps);
            return new Written(target, Files.size(target), python.isPresent(), fetched);
        });
    }

    /**
     * Checks a bundle wholly, then takes over what is in it; a bundle that is refused changes nothing.
     *
     * @throws EnvironmentException what {@link Bundle#open} throws, and {@code BUNDLE_PLATFORM} or {@code BUNDLE_VERSION}
     *     with {0} the file, {1} what it is for and {2} what this is
     */
    public Taken take(Path file, ModelTaker models, ProgressListener listener)
            throws EnvironmentException, InterruptedException {
        Building here = building.inChosenFolder();
        Site site = here.site();
        try (Bundle bundle = Bundle.open(file)) {
            BundleManifest manifest = bundle.manifest();
            requireForThis(file, manifest);
            List<PublishedWheel> published =
                    site.desired(manifest.profile()).lock().unstated();
            requireOurs(file, manifest, published, here.publishing());
            Progress waiting = Progress.started(BuildStep.WAIT.key());
            // Not the builder's lock: who fetches a model may wait for that one, and the model is taken under this one.
            OsLock lock = OsLock.acquire(site.layout().bundleLock(), () -> listener.progress(waiting));
            try {
                takeAlone(bundle, site.layout(), models, listener);
                believe(manifest, published, here.publishing());
            } finally {
                lock.remove();
            }
            return new Taken(manifest.profile(), manifest.model(), manifest.bytes());
        } catch (IOException e) {
            throw EnvironmentException.of(e, site.layout().data());
        }
    }

    private static void takeAlone(Bundle bundle, Layout layout, ModelTaker models, ProgressListener listener)
            throws EnvironmentException, IOException, InterruptedException {
        Path folder = layout.bundle();
        try {
            FileTrees.delete(folder); // of one that was killed
            requireRoom(layout.data(), bundle.manifest().bytes());
            bundle.unpack(folder, listener);
            takeModel(bundle.manifest(), folder, models);
            for (BundleManifest.Entry entry : bundle.manifest().files()) {
                move(layout, folder, entry.path());
            }
        } finally {
            FileTrees.delete(folder);
        }
    }

    private static void takeModel(BundleManifest manifest, Path folder, ModelTaker models)
            throws EnvironmentException, InterruptedException {
        if (manifest.model().isPresent()) {
            String id = manifest.model().get();
            try {
                models.take(id, folder.resolve("model").resolve(id));
            } catch (CodedException e) {
                throw new EnvironmentException(e.code(), String.valueOf(e.getMessage()), e, e.arguments());
            }
        }
    }

    private void requireForThis(Path file, BundleManifest manifest) throws EnvironmentException {
        Site site = building.site();
        if (!manifest.platform().equals(site.platform().id())) {
            throw other(
                    ErrorCode.BUNDLE_PLATFORM,
                    file,
                    manifest.platform(),
                    site.platform().id());
        }
        boolean known = site.program().profiles().profiles().stream()
                .anyMatch(profile -> profile.id().equals(manifest.profile()));
        String ours = known ? lockIds(manifest.profile()) : "-";
        String theirs = manifest.lockId() + " " + manifest.bootLockId();
        if (!ours.equals(theirs)) {
            throw other(ErrorCode.BUNDLE_VERSION, file, manifest.program() + ", " + theirs, ours);
        }
    }

    private String lockIds(String profileId) throws EnvironmentException {
        Desired desired = building.site().desired(profileId);
        return desired.lock().id() + " " + desired.boot().id();
    }

    /**
     * A bundle for these locks has nothing but their wheels, whatever its manifest says, and this program's Python. Of a
     * published wheel the manifest is believed, unless its publisher has stated something else before.
     */
    private void requireOurs(Path file, BundleManifest manifest, List<PublishedWheel> published, Publishing publishing)
            throws EnvironmentException, IOException {
        Site site = building.site();
        Desired desired = site.desired(manifest.profile());
        Map<String, String> ours = new LinkedHashMap<>();
        for (Lock lock : List.of(desired.lock(), desired.boot())) {
            lock.wheels().forEach(wheel -> ours.put(WHEELS + wheel.file(), wheel.sha256()));
        }
        Map<String, String> theirs = manifest.files().stream()
                .collect(Collectors.toMap(BundleManifest.Entry::path, BundleManifest.Entry::sha256));
        for (PublishedWheel wheel : published) {
            String path = WHEELS + wheel.file();
            publishing
                    .known(wheel)
                    .or(() -> Optional.ofNullable(theirs.get(path)))
                    .ifPresent(sha256 -> ours.put(path, sha256));
        }
        ours.put(PYTHON + site.archive().file().getFileName(), site.archive().sha256());
        for (BundleManifest.Entry entry : manifest.files()) {
            boolean model = entry.path().startsWith(MODEL);
            if (!model && !entry.sha256().equals(ours.get(entry.path()))) {
                throw other(
                        ErrorCode.BUNDLE_VERSION,
                        file,
                        entry.path(),
                        desired.lock().name());
            }
        }
    }

    private static void believe(BundleManifest manifest, List<PublishedWheel> published, Publishing publishing)
            throws IOException {
        for (PublishedWheel wheel : published) {
            for (BundleManifest.Entry entry : manifest.files()) {
                if (entry.path().equals(WHEELS + wheel.file())) {
                    publishing.believe(wheel, entry.sha256(), entry.bytes());
                }
            }
        }
    }

    private static void move(Layout layout, Path folder, String path) throws IOException {
        Path from = folder.resolve(path);
        Path name = from.getFileName();
        if (path.startsWith(PYTHON)) {
            Files.createDirectories(layout.archives());
            AtomicFiles.replace(from, layout.archives().resolve(name));
        } else if (path.startsWith(WHEELS)) {
            Files.createDirectories(layout.wheels());
            AtomicFiles.replace(from, layout.wheels().resolve(name));
        }
    }

    /** Whether a bundle can be written there; to be asked before anything is fetched for it. */
    public static void requirePlace(Path file, boolean overwrite) throws EnvironmentException {
        Path target = file.toAbsolutePath().normalize();
        Path folder = target.getParent();
        if (Files.isDirectory(target) || folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            String reason = Files.isDirectory(target) ? "it is a folder" : "no folder that can be written";
            throw new EnvironmentException(ErrorCode.BUNDLE_NOT_WRITABLE, target + ": " + reason, target, reason);
        }
        if (Files.exists(target) && !(overwrite && Files.isRegularFile(target))) {
            throw new EnvironmentException(ErrorCode.BUNDLE_EXISTS, target + " exists", target);
        }
    }

    private static void requireRoom(Path folder, long bytes) throws EnvironmentException, IOException {
        long there = FreeSpace.of(folder);
        if (bytes > there) {
            throw new EnvironmentException(
                    ErrorCode.DISK_TOO_SMALL,
                    folder + " has " + there + " of " + bytes + " bytes",
                    folder,
                    FreeSpace.megabytesNeeded(bytes),
                    FreeSpace.megabytesThere(there));
        }
    }

    private static void write(
            BundleManifest manifest, Map<String, Path> sources, Path target, ProgressListener listener)
            throws EnvironmentException, InterruptedException {
        try {
            new BundleWriter(target, listener).write(manifest, sources);
        } catch (IOException e) {
            if (FullDisk.isReason(e, target)) {
                throw EnvironmentException.of(e, target);
            }
            String reason = IoReason.of(e);
            throw new EnvironmentException(
                    ErrorCode.BUNDLE_NOT_WRITABLE, target + ": " + reason, e, List.of(target, reason));
        }
    }

    private static EnvironmentException other(ErrorCode code, Path file, String theirs, String ours) {
        return new EnvironmentException(code, file + " is for " + theirs + ", not " + ours, file, theirs, ours);
    }
}
