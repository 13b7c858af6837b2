package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The base Python on disk: unpacked once, checked, unpacked again when it is damaged. */
final class BaseStore {
    static final String OWNER = "(base Python)";

    private final Layout layout;
    private final BaseArchive archive;
    private final BaseFetch fetch;
    private final PlatformId platform;

    BaseStore(Layout layout, BaseArchive archive, BaseFetch fetch, PlatformId platform) {
        this.layout = layout;
        this.archive = archive;
        this.fetch = fetch;
        this.platform = platform;
    }

    /** Where it is or will be. */
    Base base() {
        Path root = layout.base(archive);
        return new Base(root, root.resolve(archive.interpreter()), platform);
    }

    /** The pip wheel that the archive carries. */
    Optional<Path> pipWheel() {
        return archive.pip().map(base().root()::resolve);
    }

    Component.State state() throws IOException {
        Optional<BaseManifest> manifest = BaseManifest.read(base().root());
        if (manifest.isEmpty()) {
            return Files.exists(base().root()) ? Component.State.INCOMPLETE : Component.State.MISSING;
        }
        return check(false).isEmpty() ? Component.State.READY : Component.State.DAMAGED;
    }

    /** What is wrong with the unpacked files; nothing if it was never unpacked completely. */
    List<Problem> check(boolean full) throws IOException {
        Path root = base().root();
        Optional<BaseManifest> manifest = BaseManifest.read(root);
        if (manifest.isEmpty()) {
            return List.of();
        }
        Map<String, FileFact> found = FolderScan.of(root);
        return full
                ? ManifestCheck.full(root, manifest.get().files(), found, OWNER)
                : ManifestCheck.quick(manifest.get().files(), found, path -> OWNER);
    }

    /** Whether an unpacked base Python of any version is complete and, by sizes and times, untouched. */
    static boolean isWhole(Path root) throws IOException {
        Optional<BaseManifest> manifest = BaseManifest.read(root);
        return manifest.isPresent()
                && ManifestCheck.quick(manifest.get().files(), FolderScan.of(root), path -> OWNER)
                        .isEmpty();
    }

    /**
     * Unpacks unless it is there.
     *
     * @param listener hears of what has to be done, the download first
     */
    Base ensure(ProgressListener listener)
            throws EnvironmentException, DownloadException, IOException, InterruptedException {
        if (state() != Component.State.READY) {
            Path file = fetch.whole(archive, layout.archives(), listener);
            listener.progress(Progress.started(BuildStep.BASE_PYTHON.key()));
            unpack(file);
        }
        return base();
    }

    private void unpack(Path file) throws EnvironmentException, IOException, InterruptedException {
        Path root = base().root();
        FileTrees.delete(root.resolve(BaseManifest.FILE));
        FileTrees.delete(base().sitePackages());
        try {
            ExecutorService pool = Parallel.onProcessors("base");
            try (ZipFile zip = new ZipFile(file.toFile())) {
                SortedMap<String, FileFact> files =
                        Unpacking.run(zip, ArchivePlan.of(zip, archive.unpack()), root, pool);
                finish(root, files);
                new BaseManifest(archive.id(), archive.python(), archive.sha256(), files).write(root);
            } finally {
                pool.shutdownNow();
            }
        } catch (ZipException e) {
            String reason = String.valueOf(e.getMessage());
            throw new EnvironmentException(
                    ErrorCode.BASE_PYTHON_DAMAGED, file + ": " + reason, e, List.of(file, reason));
        }
    }

    private void finish(Path root, SortedMap<String, FileFact> files) throws IOException {
        if (archive.pathFile().isPresent()) {
            Path file = root.resolve(archive.pathFile().get());
            String text = withSite(Files.readString(file, StandardCharsets.UTF_8));
            Files.writeString(file, text, StandardCharsets.UTF_8);
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            files.put(
                    archive.pathFile().get(),
                    new FileFact(now.size(), now.lastModifiedTime().toMillis(), Optional.of(Sha256.of(file))));
        }
    }

    /** The text of a {@code ._pth} file with which pip works: installed packages are found, {@code site} is imported. */
    static String withSite(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            boolean ours =
                    line.equals("Lib\\site-packages") || line.replace(" ", "").matches("#?importsite");
            if (!ours && !line.isEmpty()) {
                lines.add(line);
            }
        }
        lines.add("Lib\\site-packages");
        lines.add("import site");
        return String.join("\r\n", lines) + "\r\n";
    }
}
