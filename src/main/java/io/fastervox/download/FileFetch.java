package io.fastervox.download;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Retry;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches one file: its sources in order, several attempts with each, every attempt going on where the last one ended. */
final class FileFetch implements Callable<FetchSummary> {
    private static final Logger LOG = LoggerFactory.getLogger(FileFetch.class);
    /** An attempt that brought so much does not count as failed: a shaky line may cut a big file many times. */
    private static final long PROGRESS_BYTES = 1 << 20;

    /** Of several failures the person is told the one that says most. */
    private static final List<ErrorCode> TELLING = List.of(
            ErrorCode.DOWNLOADS_OFF,
            ErrorCode.PROXY_AUTHENTICATION,
            ErrorCode.TLS_UNTRUSTED,
            ErrorCode.DOWNLOAD_HASH_MISMATCH,
            ErrorCode.DOWNLOAD_FAILED,
            ErrorCode.DOWNLOAD_FORBIDDEN,
            ErrorCode.DOWNLOAD_NOT_FOUND,
            ErrorCode.OFFLINE);

    private final Http http;
    private final Transfer transfer;
    private final FetchTally tally;
    private final SourceMemory memory;
    private final SourceQueue queue;
    private final Reception reception;

    FileFetch(Http http, Transfer transfer, FetchTally tally, SourceMemory memory) {
        this.http = http;
        this.transfer = transfer;
        this.tally = tally;
        this.memory = memory;
        this.queue = new SourceQueue(transfer, memory);
        this.reception = new Reception(http, transfer, tally);
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
            return new FetchSummary(1, reception.fetched(), Math.max(0, transfer.bytes() - reception.fetched()));
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
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw TransferFailure.ofDisk(e, target);
        }
    }

    private void fromAnySource() throws TransferFailure, DownloadException, InterruptedException {
        List<TransferFailure> failures = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        Runnable tellThatItWasLeft = () -> {};
        for (Optional<SourceQueue.Next> next = queue.next(); next.isPresent(); next = queue.next()) {
            URI source = next.get().source();
            tellThatItWasLeft.run();
            try {
                if (!next.get().pause().isZero()) {
                    http.settings().retry().sleeper().sleep(next.get().pause());
                }
                from(source);
                memory.worked(SourceQueue.server(source));
                return;
            } catch (TransferFailure failure) {
                if (failure.remedy() == TransferFailure.Remedy.NONE) {
                    throw failure;
                }
                LOG.warn("{} cannot be fetched from {}: {}", transfer.name(), source, failure.reason());
                remember(source, failure);
                tellThatItWasLeft = () -> memory.left(SourceQueue.server(source), failure.code(), failure.reason());
                if (!isBusy(failure) || !queue.postpone(source, failure.retryAfter())) {
                    failures.add(failure);
                    reasons.add(place(source) + ": " + failure.reason());
                }
            }
        }
        TransferFailure telling = failures.stream()
                .min(Comparator.comparing(failure -> TELLING.indexOf(failure.code())))
                .orElseThrow(this::nowhere);
        throw exception(telling.code(), String.join("; ", reasons), telling);
    }

    private void remember(URI source, TransferFailure failure) {
        if (failure.remedy() == TransferFailure.Remedy.ANOTHER_FILE) {
            memory.gave(SourceQueue.server(source), transfer.sha256());
        } else {
            memory.failed(SourceQueue.server(source), failure.code(), failure.reason());
        }
    }

    /** Whether it asks for more patience than another source needs. */
    private boolean isBusy(TransferFailure failure) {
        return failure.retryAfter().compareTo(http.settings().retry().maxDelay()) > 0;
    }

    private DownloadException nowhere() {
        return queue.lookupFailure().orElseGet(() -> exception(ErrorCode.DOWNLOAD_NOT_FOUND, "no source", null));
    }

    private void from(URI source) throws TransferFailure, InterruptedException {
        Retry retry = http.settings().retry();
        int failed = 0;
        while (true) {
            long before = reception.fetched();
            try {
                reception.from(source);
                return;
            } catch (TransferFailure failure) {
                failed = reception.fetched() - before >= PROGRESS_BYTES ? 0 : failed + 1;
                boolean again = failure.remedy() == TransferFailure.Remedy.TRY_AGAIN && failed < retry.attempts();
                if (!again || (isBusy(failure) && queue.mayPostpone(source))) {
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
