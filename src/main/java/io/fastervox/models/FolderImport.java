package io.fastervox.models;

import io.fastervox.download.DiskSpace;
import io.fastervox.download.DownloadException;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.Progress;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A folder of someone's, hashed to know which model it is, then copied. */
final class FolderImport {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path from;
    private final List<String> files;
    private final GetListener listener;
    private final Map<String, String> hashes = new HashMap<>();
    private final long total;
    private long done;

    /** @throws ModelException {@code MODEL_FOLDER_INVALID} */
    FolderImport(Path from, GetListener listener) throws ModelException, IOException {
        this.from = from;
        this.files = WhisperFolder.files(from);
        this.listener = listener;
        long bytes = 0;
        for (String file : files) {
            bytes += ofSource(() -> Files.size(from.resolve(file)));
        }
        this.total = 2 * bytes;
    }

    /** SHA-256 by file name. */
    Map<String, String> hashes() throws ModelException, IOException {
        for (String file : files) {
            hashes.put(file, read(file, OutputStream.nullOutputStream()));
        }
        return Map.copyOf(hashes);
    }

    /** Copies what was hashed; a file that changes meanwhile is refused. */
    List<StoredFile> copyTo(Path folder) throws ModelException, DownloadException, IOException {
        Files.createDirectories(folder);
        DiskSpace.require(folder, total / 2);
        List<StoredFile> stored = new ArrayList<>();
        for (String file : files) {
            Path aside = folder.resolve(file + ".part");
            String sha256;
            try (OutputStream out = Files.newOutputStream(aside)) {
                sha256 = read(file, out);
            }
            if (!sha256.equals(hashes.get(file))) {
                Files.deleteIfExists(aside);
                throw WhisperFolder.invalid(from, file + " changed while it was copied");
            }
            AtomicFiles.force(aside);
            AtomicFiles.replace(aside, folder.resolve(file));
            stored.add(StoredFile.withHash(folder, file, sha256));
        }
        return stored;
    }

    private String read(String file, OutputStream out) throws ModelException, IOException {
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = ofSource(() -> Files.newInputStream(from.resolve(file)))) {
            for (int n = ofSource(() -> in.read(buffer)); n >= 0; n = ofSource(() -> in.read(buffer))) {
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
                done += n;
                listener.progress(new Progress("import", file, Math.min(done, total), total, Progress.Unit.BYTES));
            }
        }
        return Sha256.hex(digest.digest());
    }

    /** Tells what cannot be read from what cannot be written; an interrupt is neither. */
    private <T> T ofSource(Reading<T> reading) throws ModelException, ClosedByInterruptException {
        try {
            return reading.get();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw WhisperFolder.unreadable(from, e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T get() throws IOException;
    }
}
