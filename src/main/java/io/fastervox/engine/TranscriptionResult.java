package io.fastervox.engine;

import java.util.List;
import java.util.Optional;

/**
 * A finished transcription. If the engine had to be restarted on the way, {@code durationAfterVad} and
 * {@code decodeSeconds} are those of the part after the restart.
 *
 * @param duration seconds of audio in the whole file, as far as it could be read
 * @param durationAfterVad seconds of audio that were decoded
 * @param language empty if none was given and nothing was said
 * @param languageProbability 1 when the language was given
 * @param decodeSeconds wall time in the engine, from opening the file to the last segment
 * @param segments all that the listener heard of
 * @param damage what is missing of the recording; empty if nothing is known to be
 */
public record TranscriptionResult(
        double duration,
        double durationAfterVad,
        Optional<String> language,
        double languageProbability,
        double decodeSeconds,
        List<Segment> segments,
        Optional<Damage> damage) {
    public TranscriptionResult {
        segments = List.copyOf(segments);
    }
}
