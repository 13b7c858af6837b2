package io.fastervox.engine;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What is missing of a recording, whose text is that of the rest.
 *
 * @param missingSeconds how much longer the recording should be than what could be read
 * @param unreadablePackets how many pieces of the file could not be decoded
 */
public record Damage(Kind kind, double missingSeconds, int unreadablePackets) {
    /** Where it is missing. */
    public enum Kind {
        /** At its end: the file was cut. */
        @JsonProperty("truncated")
        TRUNCATED,
        /** Inside it, and perhaps at its end. */
        @JsonProperty("corrupt")
        CORRUPT
    }
}
