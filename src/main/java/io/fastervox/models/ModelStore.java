package io.fastervox.models;

import io.fastervox.download.DiskSpace;
import io.fastervox.download.DownloadException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import io.fastervox.support.OsLock;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The models on disk: {@code <root>/<id>/} with its files and {@code manifest.json}, which is written last. Several
 * threads and processes may use the same store; work on one model is done by one at a time, the others wait (progress
 * step {@code wait}). Interrupting ends every call within a second; the next call goes on.
 */
public final class ModelStore {
    private final Path root;
    private final ModelCatalogue catalogue;
    private final ModelFetcher fetcher;
    private final Clock clock;

    /** @param root holds one folder per model, and the locks */
    public ModelStore(Path root, ModelCatalogue catalogue, ModelFetcher fetcher, Clock clock) {
        this.root = root;
        this.catalogue = catalogue;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /** Every model of the catalogue, then the imported ones by id. */
    public List<ModelStatus> list() throws ModelException, DownloadException, InterruptedException {
        return guarded(root, () -> {
            List<ModelStatus> all = new ArrayList<>();
            for (ModelEntry entry : catalogue.entries()) {
                all.add(look(entry.id()));
            }
            for (String id : foldersOnDisk()) {
                if (catalogue.find(id).isEmpty()) {
                    ModelStatus status = look(id);
                    if (status.state() != ModelState.ABSENT) {
                        all.add(status);
                    }
                }
            }
            return all;
        });
    }

    /**
     * How far one model is.
     *
     * @throws ModelException {@code MODEL_UNKNOWN} if it is neither in the catalogue nor here
     */
    public ModelStatus status(String id) throws ModelException, DownloadException, InterruptedException {
        requireKnown(id);
        return guarded(folder(id), () -> look(id));
    }

    /** {@link #fetch} and {@link #load}: afterwards the model is usable with this engine. */
    public ModelStatus get(String id, Loader loader, GetListener listener)
            throws ModelException, DownloadException, InterruptedException {
        fetch(id, listener);
        return load(id, loader, listener);
    }

    /**
     * Brings all files here; those that are here and right are not fetched again.
     *
     * @throws ModelException {@code MODEL_UNKNOWN}; {@code MODEL_NO_SOURCE} or {@code OFFLINE} ({@code {0}} the id,
     *     {@code {1}} what each source said); {@code MODEL_DAMAGED} for an imported model, which has no source
     * @throws DownloadException when the disk is full or cannot be written
     */
    public ModelStatus fetch(String id, GetListener listener)
            throws ModelException, DownloadException, InterruptedException {
        requireKnown(id);
        Path folder = folder(id);
        return alone(id, listener, () -> {
            Optional<Manifest> manifest = Manifest.read(folder);
            if (manifest.isEmpty() || !manifest.get().touched(folder).isEmpty()) {
                Optional<ModelEntry> entry = catalogue.find(id);
                if (entry.isEmpty()) {
                    throw notRepairable(id, manifest, folder);
                }
                fetcher.fetch(entry.get(), folder, manifest.map(Manifest::source), listener)
                        .write(folder);
            }
            return look(id);
        });
    }

    /**
     * Lets the engine load it, unless this engine has loaded it before (R24).
     *
     * @throws ModelException {@code MODEL_MISSING} ({@code {0}} the id), {@code MODEL_DAMAGED} ({@code {0}} the id,
     *     {@code {1}} the bad files) or what the probe throws; the files stay
     */
    public ModelStatus load(String id, Loader loader, ProgressListener listener)
            throws ModelException, DownloadException, InterruptedException {
        Path folder = folder(id);
        return alone(id, listener, () -> {
            Manifest manifest = requireManifest(id, folder);
            requireIntact(id, manifest.touched(folder));
            if (!manifest.loadedBy().equals(Optional.of(loader.engine()))) {
                listener.progress(Progress.started("load-model"));
                manifest.notLoaded().write(folder);
                loader.probe().load(folder);
                manifest = manifest.loaded(loader.engine(), clock.instant());
            }
            manifest.withTimesOf(folder).write(folder);
            return look(id);
        });
    }

    /**
     * Reads and hashes every file.
     *
     * @return the names of the bad ones; the model then counts as damaged until the next {@link #fetch}
     * @throws ModelException {@code MODEL_UNKNOWN}; {@code MODEL_MISSING} if nothing of it is here
     */
    public List<String> verify(String id, ProgressListener listener)
            throws ModelException, DownloadException, InterruptedException {
        requireKnown(id);
        Path folder = folder(id);
        return alone(id, listener, () -> {
            Manifest manifest = requireManifest(id, folder);
            long total = manifest.files().stream().mapToLong(StoredFile::bytes).sum();
            long done = 0;
            List<String> bad = new ArrayList<>();
            for (StoredFile file : manifest.files()) {
                listener.progress(new Progress("verify", file.path(), done, total, Progress.Unit.BYTES));
                if (!file.isIntact(folder)) {
                    bad.add(file.path());
                }
                done += file.bytes();
            }
            manifest.withDamaged(bad).write(folder);
            return bad;
        });
    }

    /**
     * The files of a model that is here whole, by their names.
     *
     * @throws ModelException {@code MODEL_MISSING}, {@code MODEL_DAMAGED}
     */
    public Map<String, Path> files(String id) throws ModelException, DownloadException, InterruptedException {
        Path folder = folder(id);
        return guarded(folder, () -> {
            Manifest manifest = requireManifest(id, folder);
            requireIntact(id, manifest.touched(folder));
            return manifest.files().stream()
                    .collect(Collectors.toMap(StoredFile::path, file -> folder.resolve(file.path())));
        });
    }

    /**
     * Deletes a model, complete or not.
     *
     * @return the bytes freed
     * @throws ModelException {@code MODEL_UNKNOWN}; {@code MODEL_MISSING} if nothing of it is here
     */
    public long remove(String id) throws ModelException, DownloadException, InterruptedException {
        requireKnown(id);
        Path folder = folder(id);
        return alone(id, ProgressListener.NONE, () -> {
            if (!Files.isDirectory(folder)) {
                throw missing(id);
            }
            long manifest = FileTrees.delete(folder.resolve(Manifest.FILE_NAME)); // first: half a model is none
            return manifest + FileTrees.delete(folder);
        });
    }

    /**
     * Deletes all models, complete or not, and what downloads of models have left in the cache.
     *
     * @return the bytes freed
     * @throws ModelException {@code MODEL_IN_USE} ({@code {0}} the id) if somebody fetches, loads or checks one of them;
     *     then none is deleted
     */
    public long removeAll() throws ModelException, DownloadException, InterruptedException {
        return guarded(root, () -> {
            Set<String> ids = new TreeSet<>(foldersOnDisk());
            catalogue.entries().forEach(entry -> ids.add(entry.id()));
            return new RemovalOfAll(root, this::lockFile).run(ids, fetcher.cachedFiles(catalogue));
        });
    }

    /**
     * Copies a CTranslate2 Whisper folder into the store. A model of the catalogue is recognised by its hashes; another
     * one gets an id from the name of the folder.
     *
     * @param wanted the id to give it, or empty
     * @throws ModelException {@code MODEL_FOLDER_INVALID}: {@code {0}} the folder, {@code {1}} what is wrong
     */
    public ModelStatus importFolder(Path from, Optional<String> wanted, GetListener listener)
            throws ModelException, DownloadException, InterruptedException {
        if (wanted.isPresent() && !ModelIds.isValid(wanted.get())) {
            throw WhisperFolder.invalid(from, "an id holds a-z, 0-9, . _ and - alone");
        }
        return guarded(root, () -> {
            FolderImport source = new FolderImport(from, listener);
            Map<String, String> hashes = source.hashes();
            ImportTarget target = new ImportTarget(root, catalogue, hashes);
            String id = target.idFor(from, wanted);
            Path folder = folder(id);
            return alone(id, listener, () -> {
                if (!target.isIntactIn(folder)) {
                    Files.deleteIfExists(folder.resolve(Manifest.FILE_NAME));
                    List<StoredFile> files = source.copyTo(folder);
                    Leftovers.delete(folder, catalogue.find(id), files);
                    Manifest.fetched(id, "folder", clock.instant(), files).write(folder);
                }
                return look(id);
            });
        });
    }

    /** Whether it is here, complete, or one of its sources can be reached now; asks the network at most for seconds. */
    public boolean obtainable(String id) throws ModelException, DownloadException, InterruptedException {
        return status(id).complete() || fetcher.canFetch(catalogue.require(id));
    }

    private ModelStatus look(String id) throws IOException {
        Path folder = root.resolve(id);
        Optional<Manifest> manifest = Manifest.read(folder);
        return new ModelStatus(
                id,
                catalogue.find(id),
                state(folder, manifest),
                folder,
                FileTrees.bytes(folder),
                manifest.map(Manifest::source),
                manifest.flatMap(Manifest::loadedBy));
    }

    private static ModelState state(Path folder, Optional<Manifest> manifest) throws IOException {
        if (manifest.isEmpty()) {
            return isEmpty(folder) ? ModelState.ABSENT : ModelState.INCOMPLETE;
        }
        if (!manifest.get().touched(folder).isEmpty()) {
            return ModelState.DAMAGED;
        }
        return manifest.get().loadedBy().isPresent() ? ModelState.USABLE : ModelState.PRESENT;
    }

    /** A lock file alone is nothing of a model. */
    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> String.valueOf(file.getFileName()).startsWith("."));
        }
    }

    private List<String> foldersOnDisk() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(ModelIds::isValid)
                    .sorted()
                    .toList();
        }
    }

    private Path folder(String id) throws ModelException {
        if (!ModelIds.isValid(id)) {
            catalogue.require(id);
        }
        return root.resolve(id);
    }

    /** @throws ModelException {@code MODEL_UNKNOWN} if it is neither in the catalogue nor here */
    public void requireKnown(String id) throws ModelException {
        if (!Files.isDirectory(folder(id))) {
            catalogue.require(id);
        }
    }

    private Manifest requireManifest(String id, Path folder) throws ModelException, IOException {
        return Manifest.read(folder).orElseThrow(() -> missing(id));
    }

    private static void requireIntact(String id, List<String> bad) throws ModelException {
        if (!bad.isEmpty()) {
            String names = String.join(", ", bad);
            throw new ModelException(ErrorCode.MODEL_DAMAGED, id + ": " + names, id, names);
        }
    }

    private ModelException notRepairable(String id, Optional<Manifest> manifest, Path folder)
            throws ModelException, IOException {
        if (manifest.isPresent()) {
            requireIntact(id, manifest.get().touched(folder));
        }
        return missing(id);
    }

    private static ModelException missing(String id) {
        return new ModelException(ErrorCode.MODEL_MISSING, "model " + id + " is not here", id);
    }

    private Path lockFile(String id) {
        return root.resolve(".locks").resolve(id + ".lock");
    }

    /** Runs work on a model while nobody else works on it. */
    private <T> T alone(String id, ProgressListener listener, DiskWork<T> work)
            throws ModelException, DownloadException, InterruptedException {
        return guarded(folder(id), () -> {
            OsLock lock = OsLock.acquire(lockFile(id), () -> listener.progress(Progress.started("wait")));
            try {
                return work.run();
            } finally {
                lock.close();
            }
        });
    }

    /** Runs work on files; an interrupt, which closes the file in use, comes out as what it is. */
    private static <T> T guarded(Path folder, DiskWork<T> work)
            throws ModelException, DownloadException, InterruptedException {
        try {
            return work.run();
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw DiskSpace.failure(e, folder);
        }
    }

    @FunctionalInterface
    private interface DiskWork<T> {
        T run() throws IOException, ModelException, DownloadException, InterruptedException;
    }
}
