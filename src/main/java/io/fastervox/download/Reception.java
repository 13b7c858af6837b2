package io.fastervox.download;

import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;

/** Receives one file into its part, checks it, and moves it into place. */
final class Reception {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Http http;
    private final Transfer transfer;
    private final FetchTally tally;
    private final Part part;
    private long fetched;

    Reception(Http http, Transfer transfer, FetchTally tally) {
        this.http = http;
        this.transfer = transfer;
        this.tally = tally;
        this.part = new Part(transfer.target());
    }

    /** Bytes that came over the network so far, in all attempts. */
    long fetched() {
        return fetched;
    }

    /** One attempt with one source, going on where the last one ended; the file is complete when it returns. */
    void from(URI source) throws TransferFailure, InterruptedException {
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
            if (isWebPage(response)) {
                throw wrong("a web page instead of the file");
            }
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
                throw resumedAt > 0 ? broken("the continued file has another hash") : anotherFile();
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

    /** Networks that want a log-in answer any request with their own page, and some with the right status. */
    private static boolean isWebPage(ClassicHttpResponse response) {
        return header(response, HttpHeaders.CONTENT_TYPE)
                .filter(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("text/html"))
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

    private static TransferFailure anotherFile() {
        return new TransferFailure(
                ErrorCode.DOWNLOAD_HASH_MISMATCH, TransferFailure.Remedy.ANOTHER_FILE, "another SHA-256", null);
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
}
