package io.fastervox.environment;

import io.fastervox.support.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Writes planned entries of an archive into a folder, on two threads. */
final class Unpacking {
    private static final int THREADS = 2;

    private Unpacking() {}

    /**
     * Writes every entry anew and returns what was written, with hashes. What stood in the way of a file is removed
     * first, so that nothing is written through a link.
     */
    static SortedMap<String, FileFact> run(ZipFile archive, Map<String, ZipEntry> plan, Path folder)
            throws IOException, InterruptedException {
        Path root = Files.createDirectories(folder).toRealPath();
        for (String path : plan.keySet()) {
            createParents(root, ArchivePlan.resolve(root, path));
        }
        SortedMap<String, FileFact> written = new TreeMap<>();
        List<String> paths = new ArrayList<>(plan.keySet());
        try {
            List<FileFact> facts = Parallel.map("unpack", THREADS, paths, path -> {
                ZipEntry entry = plan.get(path);
                return write(archive, java.util.Objects.requireNonNull(entry), ArchivePlan.resolve(root, path));
            });
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

    private static void createParents(Path root, Path target) throws IOException {
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        createParents(root, folder);
        Files.deleteIfExists(folder);
        Files.createDirectory(folder);
    }

    private static FileFact write(ZipFile archive, ZipEntry entry, Path target) throws IOException {
        Files.deleteIfExists(target);
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = archive.getInputStream(entry);
                OutputStream out = new DigestOutputStream(
                        new Bounded(Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)), digest)) {
            in.transferTo(out);
        }
        BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
        return new FileFact(
                attributes.size(), attributes.lastModifiedTime().toMillis(), Optional.of(Sha256.hex(digest.digest())));
    }

    /** Counts what really comes: the sizes that an archive states are only its word. */
    private static final class Bounded extends FilterOutputStream {
        private long left = ArchivePlan.MAX_ENTRY_BYTES;

        Bounded(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new ZipException("an entry is larger than " + ArchivePlan.MAX_ENTRY_BYTES + " bytes");
            }
            out.write(bytes, offset, length);
        }
    }
}
