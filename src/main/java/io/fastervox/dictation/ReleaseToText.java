package io.fastervox.dictation;

import java.time.Duration;

/**
 * The parts of the time from the release of the key to the text.
 *
 * @param drain until the recording was whole
 * @param queue until the engine was free and had its model
 * @param decode in the engine
 * @param paste until the outcome of the insertion was known
 */
public record ReleaseToText(Duration drain, Duration queue, Duration decode, Duration paste) {
    public Duration total() {
        return drain.plus(queue).plus(decode).plus(paste);
    }
}
