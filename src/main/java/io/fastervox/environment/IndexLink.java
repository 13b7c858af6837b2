package io.fastervox.environment;

import java.net.URI;
import java.util.Optional;

/**
 * A file as an index offers it.
 *
 * @param sha256 lower-case hex, where the index states it
 */
record IndexLink(URI address, Optional<String> sha256) {
    /** Whether the file with this SHA-256 may be behind it. */
    boolean mayHave(String wanted) {
        return sha256.map(wanted::equals).orElse(true);
    }
}
