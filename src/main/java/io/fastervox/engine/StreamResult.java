package io.fastervox.engine;

import java.util.List;
import java.util.Optional;

/**
 * A stream that has ended.
 *
 * @param duration seconds of audio
 * @param speechSeconds seconds of it in which somebody spoke
 * @param language empty if none was given and nothing was said
 * @param languageProbability 1 when the language was given
 * @param decodeSeconds wall time in the model, speculations included
 * @param tailSeconds from the end of the audio to the text
 * @param reruns pieces that were decoded twice: a shortened window did not do, or the text only repeated its prompt
 * @param withdrawn speculations in vain
 * @param redecoded why the whole was decoded anew, for the log; empty in the usual case
 */
public record StreamResult(
        double duration,
        double speechSeconds,
        Optional<String> language,
        double languageProbability,
        List<Segment> segments,
        double decodeSeconds,
        double tailSeconds,
        int reruns,
        int withdrawn,
        Optional<String> redecoded) {
    public StreamResult {
        segments = List.copyOf(segments);
    }
}
