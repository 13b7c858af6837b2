/**
 * Capture from the microphone: 16 kHz mono, level, and the WAV file written while recording. Its
 * {@link io.fastervox.audio.Microphones} port is implemented here by {@code javax.sound} and by a recording that plays the
 * part of a microphone. Knows nothing of text.
 */
@NullMarked
package io.fastervox.audio;

import org.jspecify.annotations.NullMarked;
