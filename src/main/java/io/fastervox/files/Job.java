package io.fastervox.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A job as people see it.
 *
 * @param number by which it is named, never given twice
 * @param doneSeconds of audio
 * @param durationSeconds of audio; 0 while unknown
 * @param segments committed so far
 * @param problem why it failed
 * @param outputs files written, or that will be
 */
public record Job(
        int number,
        Path recording,
        JobState state,
        double doneSeconds,
        double durationSeconds,
        int segments,
        Optional<Problem> problem,
        List<Path> outputs) {
    public Job {
        outputs = List.copyOf(outputs);
    }
}
