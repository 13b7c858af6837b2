package io.fastervox.download;

import java.time.Duration;

/**
 * What a source was worth when it was tried.
 *
 * @param firstByte from the request to the first byte of the content
 * @param bytes that came
 * @param whole from the request to the last of them
 */
public record Sample(Duration firstByte, long bytes, Duration whole) {
    /** Bytes per second after the first byte; 0 when too little came to tell. */
    public double bytesPerSecond() {
        double seconds = whole.minus(firstByte).toNanos() / 1e9;
        return seconds <= 0 ? 0 : bytes / seconds;
    }
}
