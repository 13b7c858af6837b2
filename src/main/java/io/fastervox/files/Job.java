package io.fastervox.files;

import io.fastervox.engine.Damage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A job as people see it.
 *
 * @param number by which it is named, never given twice
 * @param place among the jobs; the lowest comes first
 * @param doneSeconds of audio
 * @param durationSeconds of audio; 0 while unknown
 * @param segments committed so far
 * @param problem why it failed, or what it waits for
 * @param outputs files written, or that will be
 * @param damage what was missing of the recording, whose text is that of the rest
 */
public record Job(
        int number,
        double place,
        Path recording,
        JobState state,
        double doneSeconds,
        double durationSeconds,
        int segments,
        Optional<Problem> problem,
        List<Path> outputs,
        Optional<Damage> damage) {
    public Job {
        outputs = List.copyOf(outputs);
    }

    /** Whether it waits because its recording, or the folder of its outputs, cannot be reached. */
    public boolean isAway() {
        return state == JobState.WAITING && problem.isPresent();
    }

    /** How much of it is done, of a hundred; all of it only when it is over. */
    public int percent() {
        if (state == JobState.DONE) {
            return 100;
        }
        return durationSeconds > 0 ? (int) Math.min(99, 100 * doneSeconds / durationSeconds) : 0;
    }

    /** Of a whole recording, as far as is known, in the place where it was added. */
    public Job(
            int number,
            Path recording,
            JobState state,
            double doneSeconds,
            double durationSeconds,
            int segments,
            Optional<Problem> problem,
            List<Path> outputs) {
        this(
                number,
                number,
                recording,
                state,
                doneSeconds,
                durationSeconds,
                segments,
                problem,
                outputs,
                Optional.empty());
    }
}
