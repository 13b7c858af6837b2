package io.fastervox.models;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.download.Http;
import io.fastervox.download.SourceOrder;
import io.fastervox.download.Transfer;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches a repository of the model hub from those endpoints that answer. */
final class HubFetch implements ModelFetch {
    private static final Logger LOG = LoggerFactory.getLogger(HubFetch.class);

    /** The hub keeps larger files as LFS objects, which it names by their SHA-256. */
    private static final int MAX_GIT_BLOB_BYTES = 32 << 20;

    private final ModelSource.Hub source;
    private final List<List<URI>> endpoints;
    private final Http http;
    private final Downloader downloader;
    private final SourceOrder order;

    /** @param endpoints in groups: see {@link SourceOrder#order} */
    HubFetch(ModelSource.Hub source, List<List<URI>> endpoints, Http http, Downloader downloader, SourceOrder order) {
        this.source = source;
        this.endpoints = endpoints;
        this.http = http;
        this.downloader = downloader;
        this.order = order;
    }

    @Override
    public List<StoredFile> into(Path folder, GetListener listener)
            throws DownloadException, IOException, InterruptedException {
        List<URI> reachable = reachable(listener);
        List<Transfer> transfers = new ArrayList<>();
        List<StoredFile> small = new ArrayList<>();
        for (ModelSource.HubFile file : source.files()) {
            if (file.sha256().isPresent() && file.bytes().isPresent()) {
                transfers.add(transfer(
                        folder, file.path(), file.sha256().get(), file.bytes().getAsLong(), reachable));
                continue;
            }
            HubStatement statement = firstOf(
                    reachable,
                    endpoint -> HubStatement.ask(http, source.address(endpoint, file.path()), source.revision()));
            if (statement.isSha256()) {
                transfers.add(transfer(folder, file.path(), statement.digest(), statement.bytes(), reachable));
            } else {
                small.add(gitBlob(folder, file.path(), statement, reachable));
            }
        }
        downloader.fetch(transfers, listener);
        List<StoredFile> stored = new ArrayList<>(small);
        for (Transfer transfer : transfers) {
            stored.add(StoredFile.withHash(folder, transfer.name(), transfer.sha256()));
        }
        return stored;
    }

    private List<URI> reachable(GetListener listener) throws DownloadException, InterruptedException {
        List<URI> reachable = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        Map<URI, DownloadException> failures = new LinkedHashMap<>();
        String question = source.files().get(0).path();
        for (SourceOrder.Ranked ranked : order.order(endpoints, endpoint -> source.address(endpoint, question))) {
            URI endpoint = ranked.source();
            Optional<DownloadException> failure = ranked.failure();
            if (failure.isEmpty() || ranked.answered()) {
                reachable.add(endpoint);
            } else {
                failures.put(endpoint, failure.get());
                reasons.add(endpoint.getHost() + ": " + CodedReason.of(failure.get()));
            }
        }
        if (reachable.isEmpty()) {
            ErrorCode code = failures.values().stream()
                    .map(CodedException::code)
                    .filter(known -> known != ErrorCode.OFFLINE)
                    .findFirst()
                    .orElse(ErrorCode.OFFLINE);
            String all = String.join("; ", reasons);
            throw new DownloadException(code, source.repo() + ": " + all, source.repo(), all);
        }
        failures.forEach((endpoint, failure) -> listener.sourceSkipped(String.valueOf(endpoint.getHost()), failure));
        return reachable;
    }

    private StoredFile gitBlob(Path folder, String path, HubStatement statement, List<URI> reachable)
            throws DownloadException, IOException, InterruptedException {
        Path file = folder.resolve(path);
        if (statement.bytes() > MAX_GIT_BLOB_BYTES) {
            throw new DownloadException(
                    ErrorCode.DOWNLOAD_FAILED, path + " is too large for a Git blob", path, "no SHA-256 stated");
        }
        if (Files.isRegularFile(file)
                && Files.size(file) == statement.bytes()
                && gitId(Files.readAllBytes(file)).equals(statement.digest())) {
            return StoredFile.of(folder, path);
        }
        byte[] content = firstOf(reachable, endpoint -> {
            URI address = source.address(endpoint, path);
            byte[] body = http.get(address, "*/*", MAX_GIT_BLOB_BYTES).body();
            if (!gitId(body).equals(statement.digest())) {
                throw new DownloadException(
                        ErrorCode.DOWNLOAD_HASH_MISMATCH,
                        address + " has another Git id than stated",
                        path,
                        endpoint.getHost() + ": another Git id");
            }
            return body;
        });
        AtomicFiles.write(file, content);
        return StoredFile.withHash(folder, path, Sha256.of(content));
    }

    private Transfer transfer(Path folder, String path, String sha256, long bytes, List<URI> reachable) {
        List<URI> addresses = reachable.stream()
                .map(endpoint -> source.address(endpoint, path))
                .toList();
        return new Transfer(path, folder.resolve(path), sha256, bytes, addresses);
    }

    /** SHA-1 is what Git names its objects by; here it only has to match what the hub stated over TLS. */
    static String gitId(byte[] content) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return Sha256.hex(sha1.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }

    /** The answer of the first endpoint that gives one. */
    private static <T> T firstOf(List<URI> reachable, Question<T> question)
            throws DownloadException, InterruptedException {
        for (int i = 0; ; i++) {
            try {
                return question.ask(reachable.get(i));
            } catch (DownloadException e) {
                if (i == reachable.size() - 1) {
                    throw e;
                }
                LOG.warn("{}: {}, asking the next endpoint", reachable.get(i), e.getMessage());
            }
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(URI endpoint) throws DownloadException, InterruptedException;
    }
}
