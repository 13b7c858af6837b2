package io.fastervox.environment;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Http;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds files in package indexes (PEP 691, PEP 503) and flat folders ({@code file:}). What an index says of hashes is
 * not used: the lock decides. Thread-safe.
 */
public final class PackageIndex {
    private static final int MAX_PAGE_BYTES = 32 << 20;

    private final Http http;
    private final List<URI> bases;

    /** @param bases best first; an index by the address of its simple page */
    public PackageIndex(Http http, List<URI> bases) {
        this.http = http;
        this.bases = List.copyOf(bases);
    }

    /**
     * Every address of a file, best first, at least one. What lies in a folder is not looked for anywhere else.
     *
     * @throws DownloadException {@code DOWNLOAD_NOT_FOUND} with {0} the file and {1} the indexes if they answer and do
     *     not have it; otherwise what the first index failed with
     */
    public List<URI> locate(String project, String file) throws DownloadException, InterruptedException {
        List<URI> found = new ArrayList<>();
        @Nullable DownloadException failure = null;
        for (URI base : bases) {
            try {
                Optional<URI> address = find(base, LockedWheel.normalise(project), file);
                if (address.isPresent() && isFolder(base)) {
                    return List.of(address.get());
                }
                address.ifPresent(found::add);
            } catch (DownloadException e) {
                boolean absent = e.code() == ErrorCode.DOWNLOAD_NOT_FOUND;
                failure = failure == null && !absent ? e : failure;
            }
        }
        if (!found.isEmpty()) {
            return found;
        }
        if (failure != null) {
            throw failure;
        }
        throw new DownloadException(
                ErrorCode.DOWNLOAD_NOT_FOUND, file + " is in none of " + bases, file, bases.toString());
    }

    private Optional<URI> find(URI base, String project, String file) throws DownloadException, InterruptedException {
        if (isFolder(base)) {
            Path wheel = Path.of(base).resolve(file);
            return Files.isRegularFile(wheel) ? Optional.of(wheel.toUri()) : Optional.empty();
        }
        String text = base.toString();
        URI page = URI.create(text + (text.endsWith("/") ? "" : "/") + project + "/");
        try {
            Map<String, URI> files = IndexPage.read(http.get(page, IndexPage.ACCEPT, MAX_PAGE_BYTES));
            return Optional.ofNullable(files.get(file));
        } catch (IOException e) {
            throw new DownloadException(
                    ErrorCode.DOWNLOAD_FAILED,
                    page + ": " + e.getMessage(),
                    e,
                    List.of(page.toString(), String.valueOf(e.getMessage())));
        }
    }

    private static boolean isFolder(URI base) {
        return "file".equals(base.getScheme());
    }
}
