package io.fastervox.environment;

import io.fastervox.support.AtomicFiles;
import io.fastervox.support.Json;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an offline bundle: a zip without compression, because what is in it is compressed. It grows under another name
 * and gets its own when it is whole; however the writing ends, no half bundle stays.
 */
final class BundleWriter {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final String STEP = "export";
    /** The same content makes the same bundle. */
    private static final LocalDateTime TIME = LocalDateTime.of(2020, 1, 1, 0, 0);

    private static final String READ_ME = """
            An offline bundle of Faster-Vox. On the other computer, with Faster-Vox installed, run:
                fvox env import BUNDLE.zip

            Faster-Vox 离线安装包。在另一台已安装 Faster-Vox 的电脑上运行：
                fvox env import BUNDLE.zip
            """;

    private final Path target;
    private final ProgressListener listener;
    private long done;

    BundleWriter(Path target, ProgressListener listener) {
        this.target = target;
        this.listener = listener;
    }

    /** @param sources path in the archive → the file */
    void write(BundleManifest manifest, Map<String, Path> sources) throws IOException, InterruptedException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
                zip.setLevel(Deflater.NO_COMPRESSION);
                add(zip, BundleManifest.NAME, Json.strict().writeValueAsBytes(manifest));
                add(zip, "README.txt", READ_ME.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
                for (BundleManifest.Entry file : manifest.files()) {
                    copy(zip, file, Objects.requireNonNull(sources.get(file.path())), manifest.bytes());
                }
            }
            AtomicFiles.force(part);
            AtomicFiles.replace(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(entry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        return entry;
    }

    private void copy(ZipOutputStream zip, BundleManifest.Entry file, Path source, long total)
            throws IOException, InterruptedException {
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        zip.putNextEntry(entry(file.path()));
        try (InputStream in = Files.newInputStream(source)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                digest.update(buffer, 0, n);
                zip.write(buffer, 0, n);
                done = Math.min(total, done + n);
                listener.progress(new Progress(STEP, file.path(), done, total, Progress.Unit.BYTES));
            }
        }
        zip.closeEntry();
        if (!Sha256.hex(digest.digest()).equals(file.sha256())) {
            throw new IOException(source + " changed while it was read");
        }
    }
}
