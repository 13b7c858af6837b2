package io.fastervox.environment;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
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
    private final PlatformId platform;

    BaseStore(Layout layout, BaseArchive archive, PlatformId platform) {
        this.layout = layout;
        this.archive = archive;
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

    /** Unpacks unless it is there. */
    Base ensure() throws EnvironmentException, IOException, InterruptedException {
        if (state() != Component.State.READY) {
            unpack();
        }
        return base();
    }

    private void unpack() throws EnvironmentException, IOException, InterruptedException {
        if (!Files.isRegularFile(archive.file())) {
            throw new EnvironmentException(
                    ErrorCode.BASE_PYTHON_MISSING, "no base Python at " + archive.file(), archive.file());
        }
        Path root = base().root();
        Files.deleteIfExists(root.resolve(BaseManifest.FILE));
        FileTrees.delete(base().sitePackages());
        try {
            if (!Sha256.of(archive.file()).equals(archive.sha256())) {
                throw damaged("its SHA-256 is not " + archive.sha256(), null);
            }
            ExecutorService pool = Parallel.onProcessors("base");
            try (ZipFile zip = new ZipFile(archive.file().toFile())) {
                SortedMap<String, FileFact> files =
                        Unpacking.run(zip, ArchivePlan.of(zip, archive.unpack()), root, pool);
                finish(root, files);
                new BaseManifest(archive.id(), archive.python(), archive.sha256(), files).write(root);
            } finally {
                pool.shutdownNow();
            }
        } catch (ZipException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
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

    private EnvironmentException damaged(String reason, @org.jspecify.annotations.Nullable Throwable cause) {
        return new EnvironmentException(
                ErrorCode.BASE_PYTHON_DAMAGED, archive.file() + ": " + reason, cause, List.of(archive.file(), reason));
    }
}
