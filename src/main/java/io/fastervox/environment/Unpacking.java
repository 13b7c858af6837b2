package io.fastervox.environment;

import io.fastervox.support.FileTrees;
import io.fastervox.support.HeldOpen;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Writes planned files of an archive into a folder, several at once. */
final class Unpacking {
    private static final int BUFFER_BYTES = 1 << 17;
    private static final boolean POSIX =
            java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private Unpacking() {}

    /**
     * Writes every file anew and returns what was written, with hashes. What stood in the way of a file is removed
     * first, so that nothing is written through a link.
     *
     * @param pool its threads write
     */
    static SortedMap<String, FileFact> run(
            ZipFile archive, Map<String, PlannedFile> plan, Path folder, ExecutorService pool)
            throws IOException, InterruptedException {
        Path root = Files.createDirectories(folder).toRealPath();
        for (String path : plan.keySet()) {
            createParents(root, ArchivePlan.resolve(root, path));
        }
        // The largest first: whoever is left with it at the end would let the other threads wait.
        List<String> paths = new ArrayList<>(plan.keySet());
        paths.sort(Comparator.comparing((String path) -> planned(plan, path).mostBytes())
                .reversed());
        SortedMap<String, FileFact> written = new TreeMap<>();
        try {
            List<FileFact> facts = Parallel.map(
                    pool, paths, path -> write(archive, planned(plan, path), ArchivePlan.resolve(root, path)));
            for (int i = 0; i < paths.size(); i++) {
                written.put(paths.get(i), facts.get(i));
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("unexpected failure of unpacking", e.getCause());
        }
        return written;
    }

    private static PlannedFile planned(Map<String, PlannedFile> plan, String path) {
        return Objects.requireNonNull(plan.get(path));
    }

    private static void createParents(Path root, Path target) throws IOException {
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        createParents(root, folder);
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            FileTrees.delete(folder);
        }
        Files.createDirectories(folder); // another package may make the same one at the same time
    }

    private static FileFact write(ZipFile archive, PlannedFile planned, Path target) throws IOException {
        FileTrees.delete(target);
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = archive.getInputStream(planned.entry());
                OutputStream out =
                        HeldOpen.retried(target, () -> Files.newOutputStream(target, StandardOpenOption.CREATE_NEW))) {
            copy(in, out, digest, planned);
        }
        if (planned.executable() && POSIX) {
            makeExecutable(target);
        }
        BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
        return new FileFact(
                attributes.size(), attributes.lastModifiedTime().toMillis(), Optional.of(Sha256.hex(digest.digest())));
    }

    /** Counts what really comes: the sizes that an archive states are only its word. */
    private static void copy(InputStream in, OutputStream out, MessageDigest digest, PlannedFile planned)
            throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER_BYTES, planned.mostBytes() + 1))];
        long left = planned.mostBytes();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            left -= n;
            if (left < 0) {
                throw new ZipException(planned.entry().getName() + " is larger than " + planned.mostBytes() + " bytes");
            }
            digest.update(buffer, 0, n);
            out.write(buffer, 0, n);
        }
    }

    /** Whoever may read it may run it, as pip does. */
    private static void makeExecutable(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        permissions.add(PosixFilePermission.GROUP_EXECUTE);
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(file, permissions);
    }
}
