package io.fastervox.download;

import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpHead;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program's one HTTP client: system proxy, Java's and the system's certificates, bounded redirects that never leave
 * TLS, no cookies. Every call can be interrupted: the exchange runs on a thread of its own and its socket is closed.
 * Thread-safe; costs nothing until the first call.
 */
public final class Http implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Http.class);
    private static final Duration STOP_LIMIT = Duration.ofMillis(800);
    private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(60);

    private final HttpSettings settings;
    private final Map<String, String> environment;
    private final boolean off;
    private final HostAccounts accounts = new HostAccounts();
    private @Nullable CloseableHttpClient client;

    /** @param environment the variables of this process: proxies and {@code SSL_CERT_FILE} are read from it */
    public Http(HttpSettings settings, Map<String, String> environment) {
        this(settings, environment, false);
    }

    private Http(HttpSettings settings, Map<String, String> environment, boolean off) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.off = off;
    }

    /** One that asks nobody: every request fails with {@code DOWNLOADS_OFF}. */
    public static Http switchedOff(HttpSettings settings) {
        return new Http(settings, Map.of(), true);
    }

    /**
     * Takes name and password out of an address; they are used for its host from now on and never shown. Every address
     * that a person gave has to pass here.
     */
    public URI withoutAccount(URI address) {
        return accounts.takeFrom(address);
    }

    /**
     * Gets a small document, with retries.
     *
     * @param accept the media types asked for
     * @param maxBytes a longer one is refused
     * @throws DownloadException {@code {0}} the address, {@code {1}} the reason
     */
    public Response get(URI address, String accept, int maxBytes) throws DownloadException, InterruptedException {
        try {
            return settings.retry()
                    .call(
                            TransferFailure.class,
                            failure -> failure.remedy() == TransferFailure.Remedy.TRY_AGAIN,
                            attempt -> {
                                HttpGet request = new HttpGet(address);
                                request.setHeader(HttpHeaders.ACCEPT, accept);
                                return exchange(request, Duration.ZERO, (response, from) -> {
                                    requireSuccess(response);
                                    return new Response(
                                            from, response.getCode(), headers(response), body(response, maxBytes));
                                });
                            });
        } catch (TransferFailure failure) {
            throw exception(address, failure);
        }
    }

    /**
     * Asks once for the headers alone; redirects are not followed, any status is an answer.
     *
     * @param limit how long the answer may take
     * @throws DownloadException when there was none: {@code {0}} the address, {@code {1}} the reason
     */
    public Response head(URI address, Duration limit) throws DownloadException, InterruptedException {
        HttpHead request = new HttpHead(address);
        request.setConfig(RequestConfig.copy(ClientSetup.requestConfig(settings))
                .setRedirectsEnabled(false)
                .build());
        try {
            return exchange(
                    request,
                    limit,
                    (response, from) -> new Response(from, response.getCode(), headers(response), new byte[0]));
        } catch (TransferFailure failure) {
            throw exception(address, failure);
        }
    }

    /**
     * Gets the beginning of a file once, to see whether and how fast a source serves it.
     *
     * @param bytes to read at most
     * @param limit after which it ends with what has come
     * @throws DownloadException when nothing came: {@code {0}} the address, {@code {1}} the reason
     */
    public Sample sample(URI address, int bytes, Duration limit) throws DownloadException, InterruptedException {
        HttpGet request = new HttpGet(address);
        request.setHeader(HttpHeaders.ACCEPT, "*/*");
        request.setHeader(HttpHeaders.RANGE, "bytes=0-" + (bytes - 1));
        Optional<Sampling> sampling = Optional.empty();
        try {
            client(); // its set-up is not the source's time
            Sampling running = new Sampling(bytes, System.nanoTime(), limit);
            sampling = Optional.of(running);
            return exchange(request, limit, (response, from) -> {
                requireSuccess(response);
                Sample sample = running.read(response);
                request.cancel(); // a server without ranges would send the rest
                return sample;
            });
        } catch (TransferFailure failure) {
            Optional<Sample> cut = sampling.flatMap(Sampling::soFar);
            if (cut.isPresent()) {
                return cut.get();
            }
            throw exception(address, failure);
        }
    }

    HttpSettings settings() {
        return settings;
    }

    /** Runs the exchange on its own thread. A {@code limit} of zero means none beyond the timeouts of the settings. */
    <T> T exchange(HttpUriRequestBase request, Duration limit, Handler<T> handler)
            throws TransferFailure, InterruptedException {
        if (off) {
            throw new TransferFailure(
                    ErrorCode.DOWNLOADS_OFF, TransferFailure.Remedy.OTHER_SOURCE, "downloads are switched off", null);
        }
        FutureTask<T> task = new FutureTask<>(() -> run(request, handler));
        Thread thread = new Thread(task, "http " + request.getAuthority());
        thread.setDaemon(true);
        thread.start();
        try {
            return limit.isZero() ? task.get() : task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop(request, task, thread);
            throw e;
        } catch (TimeoutException e) {
            stop(request, task, thread);
            throw new TransferFailure(
                    ErrorCode.OFFLINE,
                    TransferFailure.Remedy.TRY_AGAIN,
                    "no answer within " + limit.toMillis() + " ms",
                    e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close(CloseMode.IMMEDIATE);
            client = null;
        }
    }

    /** Throws unless the answer carries what was asked for. */
    static void requireSuccess(ClassicHttpResponse response) throws TransferFailure {
        if (response.getCode() / 100 != 2) {
            throw TransferFailure.ofStatus(response.getCode(), retryAfter(response));
        }
    }

    /** Reads an answer on the exchange's thread; an {@link IOException} means that the network failed. */
    @FunctionalInterface
    interface Handler<T> {
        T handle(ClassicHttpResponse response, URI address) throws IOException, TransferFailure;
    }

    private <T> T run(HttpUriRequestBase request, Handler<T> handler) throws IOException, TransferFailure {
        HttpClientContext context = HttpClientContext.create();
        try {
            request.setUri(accounts.takeFrom(request.getUri()));
            accounts.addTo(context, request.getUri());
        } catch (URISyntaxException e) {
            throw new IOException("address " + request.getRequestUri(), e);
        }
        ClassicHttpResponse response = client().executeOpen(null, request, context);
        boolean read = false;
        try {
            URI last = context.getRedirectLocations().size() == 0
                    ? request.getUri()
                    : context.getRedirectLocations()
                            .get(context.getRedirectLocations().size() - 1);
            T result = handler.handle(response, last);
            read = true;
            return result;
        } catch (URISyntaxException e) {
            throw new IOException("address " + request.getRequestUri(), e);
        } finally {
            if (read) {
                response.close();
            } else {
                abandon(request, response);
            }
        }
    }

    /** Closing alone would read the rest of the body first, however long it is. */
    private static void abandon(HttpUriRequestBase request, ClassicHttpResponse response) {
        request.cancel();
        try {
            response.close();
        } catch (IOException e) {
            LOG.debug("closed before its end: {}", request.getRequestUri(), e);
        }
    }

    private static void stop(HttpUriRequestBase request, FutureTask<?> task, Thread thread)
            throws InterruptedException {
        request.cancel();
        task.cancel(true);
        thread.join(STOP_LIMIT.toMillis());
    }

    private static TransferFailure failure(@Nullable Throwable cause) {
        if (cause instanceof TransferFailure failure) {
            return failure;
        }
        if (cause instanceof IOException e) {
            return TransferFailure.ofNetwork(e);
        }
        return new TransferFailure(
                ErrorCode.DOWNLOAD_FAILED, TransferFailure.Remedy.OTHER_SOURCE, String.valueOf(cause), cause);
    }

    private static DownloadException exception(URI address, TransferFailure failure) {
        return new DownloadException(
                failure.code(),
                address + ": " + failure.reason(),
                failure,
                List.of(address.toString(), failure.reason()));
    }

    private synchronized CloseableHttpClient client() throws TransferFailure {
        if (client == null) {
            client = ClientSetup.build(settings, environment);
        }
        return client;
    }

    private static byte[] body(ClassicHttpResponse response, int maxBytes) throws IOException, TransferFailure {
        if (response.getEntity() == null) {
            return new byte[0];
        }
        byte[] body = response.getEntity().getContent().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw new TransferFailure(
                    ErrorCode.DOWNLOAD_FAILED,
                    TransferFailure.Remedy.OTHER_SOURCE,
                    "longer than " + maxBytes + " bytes",
                    null);
        }
        return body;
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
        }
        return headers;
    }

    private static Duration retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        Duration asked = header == null
                ? Duration.ZERO
                : pause(String.valueOf(header.getValue()).strip(), response);
        return asked.compareTo(MAX_RETRY_AFTER) < 0 ? asked : MAX_RETRY_AFTER;
    }

    /** Seconds or a date (RFC 9110, 10.2.3). */
    private static Duration pause(String value, ClassicHttpResponse response) {
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        @Nullable Instant until = DateUtils.parseStandardDate(value);
        if (until == null) {
            return Duration.ZERO;
        }
        // The server's own clock decides where it is given: ours may be wrong.
        @Nullable Instant now = DateUtils.parseStandardDate(response, HttpHeaders.DATE);
        Duration left = Duration.between(now == null ? Instant.now() : now, until);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
