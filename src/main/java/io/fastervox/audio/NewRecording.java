package io.fastervox.audio;

import java.nio.file.Path;
import java.time.Instant;

/** A recording that is being written. */
record NewRecording(Path file, Instant started, WavWriter wav) {
    Recording written() {
        return new Recording(file, started, Pcm.duration(wav.length()));
    }
}
