package io.fastervox.audio;

import java.time.Duration;
import java.util.Optional;

/**
 * How long things took.
 *
 * @param toFirstSample from the press to the first samples in memory
 * @param toDisk from the press to the first samples in the file
 * @param drain from the release until the file was whole
 */
public record TakeTimes(Optional<Duration> toFirstSample, Optional<Duration> toDisk, Duration drain) {}
