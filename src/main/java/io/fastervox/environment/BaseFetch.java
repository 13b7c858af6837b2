package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.download.Transfer;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the archive of the base Python: the program's own, or one that was fetched because that is missing or damaged. */
record BaseFetch(Downloader downloader, BuildListener listener) {
    /** The rest says by itself what is to be done: at the disk, at the proxy, with a certificate. */
    private static final Set<ErrorCode> OF_SOURCES = Set.of(
            ErrorCode.OFFLINE,
            ErrorCode.DOWNLOAD_FAILED,
            ErrorCode.DOWNLOAD_FORBIDDEN,
            ErrorCode.DOWNLOAD_NOT_FOUND,
            ErrorCode.DOWNLOAD_HASH_MISMATCH);

    /**
     * An archive with the pinned SHA-256.
     *
     * @param cache the folder of fetched archives; what somebody puts there by hand counts as fetched
     * @throws EnvironmentException {@code BASE_PYTHON_UNREACHABLE} with {0} the program's archive, {1} why no source gave
     *     another, {2} the first address and {3} the path in the cache; where there is no address, {@code
     *     BASE_PYTHON_MISSING} with {0} alone or {@code BASE_PYTHON_DAMAGED} with {1} the reason
     */
    Path whole(BaseArchive archive, Path cache, ProgressListener progress)
            throws EnvironmentException, DownloadException, InterruptedException {
        Path cached = cache.resolve(archive.file().getFileName());
        Optional<BuildListener.Flaw> flaw = flaw(archive.file(), archive.sha256());
        if (flaw.isEmpty()) {
            return archive.file();
        }
        if (flaw(cached, archive.sha256()).isEmpty()) {
            return cached;
        }
        Transfer transfer = archive.transfer(cached).orElseThrow(() -> notPublished(archive, flaw.get()));
        listener.fetching(archive.file(), flaw.get());
        try {
            downloader.fetch(List.of(transfer), fetched -> progress.progress(named(fetched)));
            return cached;
        } catch (DownloadException e) {
            if (OF_SOURCES.contains(e.code())) {
                throw unreachable(archive, transfer, e);
            }
            throw e;
        }
    }

    private static Optional<BuildListener.Flaw> flaw(Path file, String sha256) throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            return Optional.of(BuildListener.Flaw.MISSING);
        }
        try {
            boolean right = Sha256.of(file).equals(sha256);
            return right ? Optional.empty() : Optional.of(BuildListener.Flaw.DAMAGED);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return Optional.of(BuildListener.Flaw.DAMAGED);
        }
    }

    /** A step of its own: the packages are fetched later. */
    private static Progress named(Progress progress) {
        return progress.unit() == Progress.Unit.BYTES
                ? new Progress(
                        BuildStep.FETCH_PYTHON.key(),
                        progress.detail(),
                        progress.done(),
                        progress.total(),
                        Progress.Unit.BYTES)
                : progress;
    }

    private static EnvironmentException notPublished(BaseArchive archive, BuildListener.Flaw flaw) {
        Path file = archive.file();
        if (flaw == BuildListener.Flaw.MISSING) {
            return new EnvironmentException(ErrorCode.BASE_PYTHON_MISSING, "no base Python at " + file, file);
        }
        String reason = "its SHA-256 is not " + archive.sha256();
        return new EnvironmentException(ErrorCode.BASE_PYTHON_DAMAGED, file + ": " + reason, file, reason);
    }

    private static EnvironmentException unreachable(BaseArchive archive, Transfer transfer, DownloadException e) {
        return new EnvironmentException(
                ErrorCode.BASE_PYTHON_UNREACHABLE,
                archive.file() + " cannot be used, and no source gave another: " + e.reason(),
                e,
                List.of(archive.file(), e.reason(), archive.addresses().get(0), transfer.target()));
    }
}
