package io.fastervox.download;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Retry;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches one file: its sources in order, several attempts with each, every attempt going on where the last one ended. */
final class FileFetch implements Callable<FetchSummary> {
    private static final Logger LOG = LoggerFactory.getLogger(FileFetch.class);
    private static final int BUFFER_BYTES = 1 << 16;

    /** An attempt that brought so much does not count as failed: a shaky line may cut a big file many times. */
    private static final long PROGRESS_BYTES = 1 << 20;

    /** Of several failures the person is told the one that says most. */
    private static final List<ErrorCode> TELLING = List.of(
            ErrorCode.TLS_UNTRUSTED,
            ErrorCode.DOWNLOAD_HASH_MISMATCH,
            ErrorCode.DOWNLOAD_FAILED,
            ErrorCode.DOWNLOAD_FORBIDDEN,
            ErrorCode.DOWNLOAD_NOT_FOUND,
            ErrorCode.OFFLINE);

    private final Http http;
    private final Transfer transfer;
    private final FetchTally tally;
    private final Set<String> unreachable;
    private final Part part;
    private long fetched;

    /** @param unreachable hosts that could not be reached in this run; they are tried last */
    FileFetch(Http http, Transfer transfer, FetchTally tally, Set<String> unreachable) {
        this.http = http;
        this.transfer = transfer;
        this.tally = tally;
        this.unreachable = unreachable;
        this.part = new Part(transfer.target());
    }

    @Override
    public FetchSummary call() throws DownloadException, InterruptedException {
        tally.started(transfer);
        try {
            if (isComplete()) {
                tally.present(transfer, transfer.bytes());
                return new FetchSummary(0, 0, transfer.bytes());
            }
            fromAnySource();
            return new FetchSummary(1, fetched, Math.max(0, transfer.bytes() - fetched));
        } catch (TransferFailure failure) {
            throw exception(failure.code(), failure.reason(), failure);
        } finally {
            tally.ended(transfer);
        }
    }

    private boolean isComplete() throws TransferFailure, InterruptedException {
        Path target = transfer.target();
        try {
            return Files.isRegularFile(target)
                    && Files.size(target) == transfer.bytes()
                    && Sha256.of(target).equals(transfer.sha256());
        } catch (IOException e) {
            throw onDisk(e);
        }
    }

    private void fromAnySource() throws TransferFailure, DownloadException, InterruptedException {
        List<URI> sources = new ArrayList<>(transfer.sources());
        sources.sort(Comparator.comparing(source -> unreachable.contains(String.valueOf(source.getAuthority()))));
        List<TransferFailure> failures = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (URI source : sources) {
            try {
                from(source);
                return;
            } catch (TransferFailure failure) {
                if (failure.remedy() == TransferFailure.Remedy.NONE) {
                    throw failure;
                }
                LOG.warn("{} cannot be fetched from {}: {}", transfer.name(), source, failure.reason());
                if (failure.code() == ErrorCode.OFFLINE) {
                    unreachable.add(String.valueOf(source.getAuthority()));
                }
                failures.add(failure);
                reasons.add(place(source) + ": " + failure.reason());
            }
        }
        TransferFailure telling = failures.stream()
                .min(Comparator.comparing(failure -> TELLING.indexOf(failure.code())))
                .orElseThrow(() -> exception(ErrorCode.DOWNLOAD_NOT_FOUND, "no source", null));
        throw exception(telling.code(), String.join("; ", reasons), telling);
    }

    private void from(URI source) throws TransferFailure, InterruptedException {
        Retry retry = http.settings().retry();
        int failed = 0;
        while (true) {
            long before = fetched;
            try {
                attempt(source);
                return;
            } catch (TransferFailure failure) {
                failed = fetched - before >= PROGRESS_BYTES ? 0 : failed + 1;
                if (failure.remedy() != TransferFailure.Remedy.TRY_AGAIN || failed >= retry.attempts()) {
                    throw failure;
                }
                LOG.info("{} from {}: {}, trying again", transfer.name(), source, failure.reason());
                retry.sleeper().sleep(pause(retry, failed, failure.retryAfter()));
            }
        }
    }

    private static Duration pause(Retry retry, int failed, Duration asked) {
        Duration growing = retry.firstDelay().multipliedBy(1L << Math.min(16, Math.max(0, failed - 1)));
        Duration own = growing.compareTo(retry.maxDelay()) < 0 ? growing : retry.maxDelay();
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private void attempt(URI source) throws TransferFailure, InterruptedException {
        long present = resume();
        if (present < transfer.bytes()) {
            if ("file".equals(source.getScheme())) {
                copy(source, present);
            } else {
                download(source, present);
            }
        }
        finish(present);
    }

    private long resume() throws TransferFailure, InterruptedException {
        try {
            Files.createDirectories(transfer.target().toAbsolutePath().getParent());
            long present = part.resume(transfer.bytes());
            tally.present(transfer, present);
            return present;
        } catch (IOException e) {
            throw onDisk(e);
        }
    }

    private void download(URI source, long present) throws TransferFailure, InterruptedException {
        HttpGet request = new HttpGet(source);
        request.setHeader(HttpHeaders.ACCEPT, "*/*");
        if (present > 0) {
            request.setHeader(HttpHeaders.RANGE, "bytes=" + present + "-");
            try {
                part.version(source).ifPresent(version -> request.setHeader(HttpHeaders.IF_RANGE, version));
            } catch (IOException e) {
                throw onDisk(e);
            }
        }
        http.exchange(request, Duration.ZERO, (response, from) -> receive(response, source, present));
    }

    /** Runs on the exchange's thread. */
    private long receive(ClassicHttpResponse response, URI source, long present) throws IOException, TransferFailure {
        try {
            if (response.getCode() == 416) {
                part.drop();
            }
            Http.requireSuccess(response);
            if (response.getCode() == 200 && isOfAnotherLength(response)) {
                throw wrong("not " + transfer.bytes() + " bytes long");
            }
            boolean goesOn = response.getCode() == 206 && startsAt(response, present);
            if (!goesOn && present > 0) {
                part.drop();
                tally.present(transfer, 0);
            }
            if (response.getCode() == 206 && !goesOn) {
                throw broken("another range than asked for");
            }
            part.remember(source, version(response));
        } catch (IOException e) {
            throw TransferFailure.ofDisk(e, transfer.target());
        }
        if (response.getEntity() == null) {
            throw broken("no content");
        }
        return append(response.getEntity().getContent(), response.getCode() == 206 ? present : 0, true);
    }

    private void copy(URI source, long present) throws TransferFailure, InterruptedException {
        try (InputStream in = Files.newInputStream(Path.of(source))) {
            in.skipNBytes(present);
            append(in, present, false);
        } catch (NoSuchFileException e) {
            throw new TransferFailure(
                    ErrorCode.DOWNLOAD_NOT_FOUND, TransferFailure.Remedy.OTHER_SOURCE, "no such file", e);
        } catch (IOException e) {
            stopIfInterrupted();
            throw new TransferFailure(
                    ErrorCode.DOWNLOAD_FAILED, TransferFailure.Remedy.OTHER_SOURCE, String.valueOf(e.getMessage()), e);
        }
    }

    private long append(InputStream in, long start, boolean overNetwork) throws IOException, TransferFailure {
        long present = start;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (FileChannel channel = openPart()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (present + n > transfer.bytes()) {
                    throw wrong("longer than " + transfer.bytes() + " bytes");
                }
                try {
                    part.append(channel, buffer, n);
                } catch (IOException e) {
                    throw TransferFailure.ofDisk(e, transfer.target());
                }
                present += n;
                fetched += overNetwork ? n : 0;
                tally.present(transfer, present);
            }
        }
        return present;
    }

    private FileChannel openPart() throws TransferFailure {
        try {
            return part.open();
        } catch (IOException e) {
            throw TransferFailure.ofDisk(e, transfer.target());
        }
    }

    /** @param resumedAt where this attempt began: an old part may be what is wrong, so the source gets another chance */
    private void finish(long resumedAt) throws TransferFailure, InterruptedException {
        try {
            long present = part.resume(transfer.bytes());
            if (present < transfer.bytes()) {
                throw broken("ended after " + present + " of " + transfer.bytes() + " bytes");
            }
            if (!part.hash().equals(transfer.sha256())) {
                part.drop();
                tally.present(transfer, 0);
                throw resumedAt > 0 ? broken("the continued file has another hash") : wrong("another SHA-256");
            }
            if (transfer.bytes() == 0) {
                part.open().close();
            }
            part.complete();
        } catch (IOException e) {
            throw onDisk(e);
        }
    }

    /** Found before the content is read: the log-in page of a hotel's network is not worth reading. */
    private boolean isOfAnotherLength(ClassicHttpResponse response) {
        return header(response, HttpHeaders.CONTENT_LENGTH)
                .filter(length -> !length.strip().equals(Long.toString(transfer.bytes())))
                .isPresent();
    }

    private static boolean startsAt(ClassicHttpResponse response, long offset) {
        Header range = response.getFirstHeader(HttpHeaders.CONTENT_RANGE);
        return range != null && String.valueOf(range.getValue()).startsWith("bytes " + offset + "-");
    }

    /** A strong ETag, else the date; a weak ETag must not be used in {@code If-Range} (RFC 9110, 13.1.5). */
    private static Optional<String> version(ClassicHttpResponse response) {
        return header(response, HttpHeaders.ETAG)
                .filter(tag -> tag.startsWith("\""))
                .or(() -> header(response, HttpHeaders.LAST_MODIFIED));
    }

    private static Optional<String> header(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    private static TransferFailure broken(String reason) {
        return new TransferFailure(ErrorCode.DOWNLOAD_FAILED, TransferFailure.Remedy.TRY_AGAIN, reason, null);
    }

    private static TransferFailure wrong(String reason) {
        return new TransferFailure(ErrorCode.DOWNLOAD_HASH_MISMATCH, TransferFailure.Remedy.OTHER_SOURCE, reason, null);
    }

    private TransferFailure onDisk(IOException e) throws InterruptedException {
        stopIfInterrupted();
        return TransferFailure.ofDisk(e, transfer.target());
    }

    /** An interrupt closes the file that is being read or written. */
    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private DownloadException exception(ErrorCode code, String reason, @Nullable Throwable cause) {
        Object subject = cause instanceof TransferFailure failure && failure.remedy() == TransferFailure.Remedy.NONE
                ? transfer.target().toString()
                : transfer.name();
        return new DownloadException(code, transfer.name() + ": " + reason, cause, List.of(subject, reason));
    }

    private static String place(URI source) {
        return source.getHost() == null ? source.toString() : source.getHost();
    }
}
