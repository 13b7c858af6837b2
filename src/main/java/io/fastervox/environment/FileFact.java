package io.fastervox.environment;

import java.util.Optional;

/**
 * What a manifest says of a file.
 *
 * @param modified milliseconds since 1970
 * @param sha256 where no package's RECORD holds it
 */
record FileFact(long bytes, long modified, Optional<String> sha256) {
    /** Size and time are enough for the check at each start. */
    boolean looksLike(FileFact other) {
        return bytes == other.bytes && modified == other.modified;
    }

    FileFact withoutHash() {
        return new FileFact(bytes, modified, Optional.empty());
    }
}
