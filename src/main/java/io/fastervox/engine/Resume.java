package io.fastervox.engine;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a transcription that was interrupted.
 *
 * @param checkpoint where it goes on
 * @param language that was found
 * @param languageProbability of that
 * @param segments all that are committed
 * @param behindCheckpoint how many of them, the last ones, lie behind the checkpoint; they are found again and left out
 */
public record Resume(
        Checkpoint checkpoint,
        Optional<String> language,
        double languageProbability,
        List<Segment> segments,
        int behindCheckpoint) {
    public Resume {
        segments = List.copyOf(segments);
        if (behindCheckpoint < 0 || behindCheckpoint > segments.size()) {
            throw new IllegalArgumentException(behindCheckpoint + " of " + segments.size() + " segments");
        }
    }
}
