package io.fastervox.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.IoReason;
import io.fastervox.support.Json;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An offline bundle that is read. Nothing in it is believed: every path is looked at, every file must be in its manifest and
 * have the size and the SHA-256 that stand there, and the wheels must be those of the program's own lock.
 */
final class Bundle implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_MANIFEST_BYTES = 8 << 20;
    private static final String STEP = "unpack-bundle";
    /** Where the name of a zip's first entry begins. */
    private static final int FIRST_NAME = 30;

    private final Path file;
    private final ZipFile zip;
    private final BundleManifest manifest;
    private final Map<String, ZipEntry> entries;
    private long done;

    private Bundle(Path file, ZipFile zip, BundleManifest manifest, Map<String, ZipEntry> entries) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
        this.entries = entries;
    }

    /**
     * Opens it and looks at its lists.
     *
     * @throws EnvironmentException {@code BUNDLE_UNREADABLE}, {@code BUNDLE_FOREIGN}, {@code BUNDLE_DAMAGED} or {@code
     *     BUNDLE_UNSAFE}, each with {0} the file and {1} what is wrong
     */
    static Bundle open(Path file) throws EnvironmentException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw refused(ErrorCode.BUNDLE_UNREADABLE, file, Files.exists(file) ? "no readable file" : "no such file");
        }
        ZipFile zip = zip(file);
        boolean accepted = false;
        try {
            Map<String, ZipEntry> entries = entries(file, zip);
            Bundle bundle = new Bundle(file, zip, manifest(file, zip, entries), entries);
            bundle.requireListed();
            accepted = true;
            return bundle;
        } catch (IOException e) {
            throw damaged(file, e);
        } finally {
            if (!accepted) {
                close(zip);
            }
        }
    }

    BundleManifest manifest() {
        return manifest;
    }

    /** Writes all files below a folder. */
    void unpack(Path folder, ProgressListener listener) throws EnvironmentException, IOException, InterruptedException {
        for (BundleManifest.Entry entry : manifest.files()) {
            Path target = ArchivePlan.resolve(folder, entry.path());
            Files.createDirectories(target.getParent());
            String sha256 = unpack(entry, target, listener);
            if (!sha256.equals(entry.sha256())) {
                throw refused(ErrorCode.BUNDLE_DAMAGED, file, entry.path() + " has another SHA-256");
            }
        }
    }

    private String unpack(BundleManifest.Entry entry, Path target, ProgressListener listener)
            throws EnvironmentException, IOException, InterruptedException {
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream out = Files.newOutputStream(target);
                InputStream in = zip.getInputStream(entries.get(entry.path()))) {
            while (true) {
                int n = read(in, buffer);
                if (n < 0) {
                    return Sha256.hex(digest.digest());
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                done += n;
                if (done > manifest.bytes()) {
                    throw refused(ErrorCode.BUNDLE_DAMAGED, file, entry.path() + " is longer than it says");
                }
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
                listener.progress(new Progress(STEP, entry.path(), done, manifest.bytes(), Progress.Unit.BYTES));
            }
        }
    }

    /** What cannot be read is damage; what cannot be written is not. */
    private int read(InputStream in, byte[] buffer) throws EnvironmentException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private void requireListed() throws EnvironmentException {
        for (BundleManifest.Entry entry : manifest.files()) {
            ZipEntry there = entries.get(entry.path());
            if (there == null || there.getSize() != entry.bytes()) {
                throw refused(
                        ErrorCode.BUNDLE_DAMAGED,
                        file,
                        entry.path() + (there == null ? " is missing" : " has " + there.getSize() + " bytes"));
            }
        }
    }

    @Override
    public void close() {
        close(zip);
    }

    private static void close(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            throw new IllegalStateException("a file that was only read cannot be closed", e);
        }
    }

    private static ZipFile zip(Path file) throws EnvironmentException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw isOurs(file) ? damaged(file, e) : refused(ErrorCode.BUNDLE_FOREIGN, file, "no zip archive");
        } catch (IOException e) {
            throw refused(ErrorCode.BUNDLE_UNREADABLE, file, IoReason.of(e));
        }
    }

    /**
     * By its first entry, which its list is. One whose end was cut off may look like another zip: like the wheel that it was
     * cut behind.
     */
    private static boolean isOurs(Path file) throws EnvironmentException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(FIRST_NAME + BundleManifest.NAME.length());
            return new String(start, StandardCharsets.ISO_8859_1).startsWith(BundleManifest.NAME, FIRST_NAME);
        } catch (IOException e) {
            throw refused(ErrorCode.BUNDLE_UNREADABLE, file, IoReason.of(e));
        }
    }

    private static Map<String, ZipEntry> entries(Path file, ZipFile zip) throws EnvironmentException {
        if (zip.getEntry(BundleManifest.NAME) == null) {
            throw isOurs(file)
                    ? refused(ErrorCode.BUNDLE_DAMAGED, file, "its end is missing")
                    : refused(ErrorCode.BUNDLE_FOREIGN, file, "no " + BundleManifest.NAME + " in it");
        }
        if (zip.size() > MOST_ENTRIES) {
            throw refused(ErrorCode.BUNDLE_UNSAFE, file, zip.size() + " entries");
        }
        Map<String, ZipEntry> entries = new LinkedHashMap<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            try {
                if (entries.put(ArchivePlan.safe(entry.getName()), entry) != null) {
                    throw refused(ErrorCode.BUNDLE_UNSAFE, file, "two entries for " + entry.getName());
                }
            } catch (ZipException e) {
                throw refused(ErrorCode.BUNDLE_UNSAFE, file, String.valueOf(e.getMessage()));
            }
        }
        return entries;
    }

    private static BundleManifest manifest(Path file, ZipFile zip, Map<String, ZipEntry> entries)
            throws EnvironmentException, IOException {
        try (InputStream in = zip.getInputStream(entries.get(BundleManifest.NAME))) {
            byte[] text = in.readNBytes(MOST_MANIFEST_BYTES);
            int version = Json.strict()
                    .readTree(new String(text, StandardCharsets.UTF_8))
                    .path("version")
                    .asInt();
            if (version != BundleManifest.VERSION) {
                throw new EnvironmentException(
                        ErrorCode.BUNDLE_VERSION, file + " has the form " + version, file, "form " + version);
            }
            BundleManifest manifest = Json.strict().readValue(text, BundleManifest.class);
            for (BundleManifest.Entry entry : manifest.files()) {
                requirePlace(file, manifest, entry.path());
            }
            return manifest;
        } catch (JsonProcessingException e) {
            throw refused(ErrorCode.BUNDLE_DAMAGED, file, BundleManifest.NAME + ": " + e.getOriginalMessage());
        }
    }

    private static void requirePlace(Path file, BundleManifest manifest, String path) throws EnvironmentException {
        List<String> folders = manifest.model().isPresent()
                ? List.of("wheels", "python", "model/" + manifest.model().get())
                : List.of("wheels", "python");
        int slash = path.lastIndexOf('/');
        try {
            ArchivePlan.safe(path);
        } catch (ZipException e) {
            throw refused(ErrorCode.BUNDLE_UNSAFE, file, String.valueOf(e.getMessage()));
        }
        if (slash < 0 || !folders.contains(path.substring(0, slash))) {
            throw refused(ErrorCode.BUNDLE_UNSAFE, file, "no place for " + path);
        }
    }

    private static EnvironmentException damaged(Path file, IOException e) {
        return refused(ErrorCode.BUNDLE_DAMAGED, file, String.valueOf(e.getMessage()));
    }

    private static EnvironmentException refused(ErrorCode code, Path file, String reason) {
        return new EnvironmentException(code, file + ": " + reason, file, reason);
    }
}
