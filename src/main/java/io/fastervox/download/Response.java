package io.fastervox.download;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A small answer, held in memory. */
public final class Response {
    private final URI address;
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    Response(URI address, int status, Map<String, String> headers, byte[] body) {
        this.address = address;
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /** Where it came from, after redirects. */
    public URI address() {
        return address;
    }

    public int status() {
        return status;
    }

    /** A header by its lower-case name; of a repeated one the first. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
