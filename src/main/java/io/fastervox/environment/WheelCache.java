package io.fastervox.environment;

import io.fastervox.download.Addresses;
import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.download.Transfer;
import io.fastervox.support.FileTrees;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The wheels on this machine. */
final class WheelCache {
    private static final int HASH_THREADS = 2;
    /** Index pages asked for at once; each is a small document of its own. */
    private static final int PAGES_AT_ONCE = 8;

    private final Path folder;

    WheelCache(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path path(LockedWheel wheel) {
        return folder.resolve(wheel.file());
    }

    /** Those that are not here whole. A wheel whose content is wrong is deleted and counts as missing. */
    List<LockedWheel> missing(List<LockedWheel> wheels) throws IOException, InterruptedException {
        try {
            List<Boolean> present = Parallel.map("hash", HASH_THREADS, wheels, this::isWhole);
            List<LockedWheel> missing = new ArrayList<>();
            for (int i = 0; i < wheels.size(); i++) {
                if (!present.get(i)) {
                    missing.add(wheels.get(i));
                }
            }
            return missing;
        } catch (ExecutionException e) {
            throw new IOException("cannot read the cached wheels: " + e.getCause(), e.getCause());
        }
    }

    /**
     * Bytes that are not here: of what has come in part, the rest.
     *
     * @param sizes of files by their names
     */
    long absentBytes(Map<String, Long> sizes) throws IOException {
        long absent = 0;
        for (Map.Entry<String, Long> file : sizes.entrySet()) {
            absent += Downloader.missing(folder.resolve(file.getKey()), file.getValue());
        }
        return absent;
    }

    private boolean isWhole(LockedWheel wheel) throws IOException {
        Path file = path(wheel);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (Files.size(file) == wheel.bytes() && Sha256.of(file).equals(wheel.sha256())) {
            return true;
        }
        FileTrees.delete(file);
        return false;
    }

    /** What has to be fetched to have these wheels, in their order. */
    List<Transfer> transfers(List<LockedWheel> wheels, PackageIndex index)
            throws DownloadException, InterruptedException {
        try {
            List<Addresses> sources = Parallel.map(
                    "index", PAGES_AT_ONCE, wheels, wheel -> index.locate(wheel.name(), wheel.file(), wheel.sha256()));
            List<Transfer> transfers = new ArrayList<>();
            for (int i = 0; i < wheels.size(); i++) {
                LockedWheel wheel = wheels.get(i);
                transfers.add(new Transfer(wheel.file(), path(wheel), wheel.sha256(), wheel.bytes(), sources.get(i)));
            }
            return transfers;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DownloadException failure) {
                throw failure;
            }
            throw new IllegalStateException("unexpected failure of an index", e.getCause());
        }
    }
}
