package io.fastervox.download;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a file is. Asking one more index costs a request for every file, so it is only done when the addresses that are
 * known do not give the file.
 *
 * @param known addresses that serve the same bytes, best first: {@code http(s)} or {@code file}
 * @param further how to learn of more; empty when there are none
 */
public record Addresses(List<URI> known, Optional<Further> further) {
    public Addresses {
        known = List.copyOf(known);
    }

    public static Addresses of(List<URI> known) {
        return new Addresses(known, Optional.empty());
    }

    /** Asks the next source that may have the file. */
    @FunctionalInterface
    public interface Further {
        /** @throws DownloadException when none of those that are left has it */
        Addresses find() throws DownloadException, InterruptedException;
    }
}
