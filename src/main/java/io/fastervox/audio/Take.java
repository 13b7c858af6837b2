package io.fastervox.audio;

import java.util.Optional;

/**
 * What became of one press of the key.
 *
 * @param recording what is on disk; empty when nothing came, or nothing but zeros, or it was discarded
 * @param failure why it could not begin or had to end early
 * @param times how long things took
 */
public record Take(Optional<Recording> recording, Optional<AudioException> failure, TakeTimes times) {}
