/**
 * Capture from the microphone: 16 kHz mono, level, and the WAV file written while recording.
 */
@NullMarked
package io.fastervox.audio;

import org.jspecify.annotations.NullMarked;
