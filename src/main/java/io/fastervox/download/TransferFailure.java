package io.fastervox.download;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.IoReason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/** Why one attempt with one source failed, and whether another attempt, another source, or nothing can help. */
final class TransferFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final Remedy remedy;
    private final Duration retryAfter;

    enum Remedy {
        /** The same source may work in a moment. */
        TRY_AGAIN,
        /** This source will not give the file. */
        OTHER_SOURCE,
        /** This source has another file under the name: it must not be asked for this one again. */
        ANOTHER_FILE,
        /** The trouble is on this machine. */
        NONE
    }

    TransferFailure(ErrorCode code, Remedy remedy, String reason, @Nullable Throwable cause) {
        this(code, remedy, reason, Duration.ZERO, cause);
    }

    private TransferFailure(
            ErrorCode code, Remedy remedy, String reason, Duration retryAfter, @Nullable Throwable cause) {
        super(reason, cause);
        this.code = code;
        this.remedy = remedy;
        this.retryAfter = retryAfter;
    }

    /** A server answered with something else than the content. */
    static TransferFailure ofStatus(int status, Duration retryAfter) {
        String reason = "HTTP " + status;
        return switch (status) {
            case 404, 410 -> new TransferFailure(ErrorCode.DOWNLOAD_NOT_FOUND, Remedy.OTHER_SOURCE, reason, null);
            case 407 -> new TransferFailure(ErrorCode.PROXY_AUTHENTICATION, Remedy.OTHER_SOURCE, reason, null);
            case 401, 403, 451 -> new TransferFailure(ErrorCode.DOWNLOAD_FORBIDDEN, Remedy.OTHER_SOURCE, reason, null);
            case 408, 416, 425, 429, 500, 502, 503, 504 ->
                new TransferFailure(ErrorCode.DOWNLOAD_FAILED, Remedy.TRY_AGAIN, reason, retryAfter, null);
            default -> new TransferFailure(ErrorCode.DOWNLOAD_FAILED, Remedy.OTHER_SOURCE, reason, null);
        };
    }

    /** The exchange with a server broke. */
    static TransferFailure ofNetwork(IOException e) {
        String reason = reason(e);
        Optional<Throwable> untrusted =
                causedBy(e, CertificateException.class).or(() -> causedBy(e, SSLPeerUnverifiedException.class));
        if (untrusted.isPresent()) {
            String what = String.valueOf(untrusted.get().getMessage());
            return new TransferFailure(ErrorCode.TLS_UNTRUSTED, Remedy.OTHER_SOURCE, what, e);
        }
        if (e instanceof UnknownHostException
                || e instanceof ConnectException
                || e instanceof NoRouteToHostException
                || e instanceof ConnectTimeoutException) {
            return new TransferFailure(ErrorCode.OFFLINE, Remedy.TRY_AGAIN, reason, e);
        }
        if (e instanceof SocketTimeoutException) {
            return new TransferFailure(ErrorCode.DOWNLOAD_FAILED, Remedy.TRY_AGAIN, "stalled", e);
        }
        return new TransferFailure(ErrorCode.DOWNLOAD_FAILED, Remedy.TRY_AGAIN, reason, e);
    }

    /** A file of ours could not be read or written. */
    static TransferFailure ofDisk(IOException e, Path file) {
        return new TransferFailure(DiskSpace.codeOf(e, file), Remedy.NONE, reason(e), e);
    }

    ErrorCode code() {
        return code;
    }

    Remedy remedy() {
        return remedy;
    }

    /** What the server asked for, or zero. */
    Duration retryAfter() {
        return retryAfter;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** The outermost of the causes that is of this type. */
    private static Optional<Throwable> causedBy(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    static String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "unknown host " + e.getMessage();
        }
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return e instanceof FileSystemException ? IoReason.of(e) : message;
    }
}
