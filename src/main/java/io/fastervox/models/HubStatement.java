package io.fastervox.models;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Http;
import io.fastervox.download.Response;
import io.fastervox.support.ErrorCode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What a hub itself says of a file at a pinned commit, over TLS. Large files are named by their SHA-256, small ones by
 * their Git object id.
 *
 * @param digest 64 hex digits (SHA-256) or 40 (SHA-1 of {@code "blob <bytes>\0"} and the content)
 */
record HubStatement(String digest, long bytes) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MAX_REDIRECTS = 3;

    boolean isSha256() {
        return digest.length() == 64;
    }

    /**
     * Asks for the headers. A renamed repository answers with a redirect on the same host, which is followed; a redirect
     * to the host that holds the content is not, since only the hub's own answer carries the digest.
     */
    static HubStatement ask(Http http, URI file, String revision) throws DownloadException, InterruptedException {
        if (!"https".equals(file.getScheme())) {
            throw refused(ErrorCode.TLS_UNTRUSTED, file, "a digest is only believed over TLS");
        }
        URI address = file;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Response response = http.head(address, LIMIT);
            Optional<URI> moved = response.header("location").map(address::resolve);
            boolean sameHost = moved.filter(to -> to.resolve("/").equals(file.resolve("/")))
                    .isPresent();
            if (response.status() / 100 == 3
                    && sameHost
                    && response.header("x-linked-etag").isEmpty()) {
                address = moved.orElseThrow();
            } else {
                return read(response, file, revision);
            }
        }
        throw refused(ErrorCode.DOWNLOAD_FAILED, file, "too many redirects");
    }

    private static HubStatement read(Response response, URI file, String revision) throws DownloadException {
        switch (response.status()) {
            case 404, 410 -> throw refused(ErrorCode.DOWNLOAD_NOT_FOUND, file, "HTTP " + response.status());
            case 401, 403, 451 -> throw refused(ErrorCode.DOWNLOAD_FORBIDDEN, file, "HTTP " + response.status());
            default -> {
                if (response.status() >= 400) {
                    throw refused(ErrorCode.DOWNLOAD_FAILED, file, "HTTP " + response.status());
                }
            }
        }
        if (response.header("x-repo-commit")
                .filter(commit -> !commit.equals(revision))
                .isPresent()) {
            throw refused(ErrorCode.DOWNLOAD_HASH_MISMATCH, file, "another commit than the pinned one");
        }
        String digest = response.header("x-linked-etag")
                .or(() -> response.header("etag"))
                .map(tag -> tag.replaceFirst("^W/", "").replace("\"", ""))
                .filter(tag -> tag.matches("[0-9a-f]{40}|[0-9a-f]{64}"))
                .orElseThrow(() -> refused(ErrorCode.DOWNLOAD_FAILED, file, "the hub states no digest"));
        long bytes = response.header("x-linked-size")
                .or(() -> response.header("content-length"))
                .filter(size -> size.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElseThrow(() -> refused(ErrorCode.DOWNLOAD_FAILED, file, "the hub states no size"));
        return new HubStatement(digest, bytes);
    }

    private static DownloadException refused(ErrorCode code, URI file, String reason) {
        return new DownloadException(code, file + ": " + reason, file.toString(), reason);
    }
}
