package io.fastervox.engine;

import java.util.List;

/**
 * A finished transcription.
 *
 * @param duration seconds of audio
 * @param durationAfterVad seconds of audio that were decoded
 * @param languageProbability 1 when the language was given
 * @param decodeSeconds wall time in the engine, from opening the file to the last segment
 */
public record TranscriptionResult(
        double duration,
        double durationAfterVad,
        String language,
        double languageProbability,
        double decodeSeconds,
        List<Segment> segments) {
    public TranscriptionResult {
        segments = List.copyOf(segments);
    }
}
