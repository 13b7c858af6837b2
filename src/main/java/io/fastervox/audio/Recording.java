package io.fastervox.audio;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A recording on disk, in a WAV file of its own.
 *
 * @param started when the first samples came
 */
public record Recording(Path file, Instant started, Duration length) {}
