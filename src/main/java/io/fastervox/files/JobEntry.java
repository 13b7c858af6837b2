package io.fastervox.files;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.Damage;
import io.fastervox.engine.Segment;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** One line of a job's journal: something that has happened and stays so. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobEntry.Added.class, name = "added"),
    @JsonSubTypes.Type(value = JobEntry.Moved.class, name = "moved"),
    @JsonSubTypes.Type(value = JobEntry.Begun.class, name = "begun"),
    @JsonSubTypes.Type(value = JobEntry.Reached.class, name = "reached"),
    @JsonSubTypes.Type(value = JobEntry.Committed.class, name = "committed"),
    @JsonSubTypes.Type(value = JobEntry.Writing.class, name = "writing"),
    @JsonSubTypes.Type(value = JobEntry.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = JobEntry.Again.class, name = "again"),
    @JsonSubTypes.Type(value = JobEntry.Away.class, name = "away"),
    @JsonSubTypes.Type(value = JobEntry.Back.class, name = "back")
})
sealed interface JobEntry {
    /**
     * @param place among the jobs; the lowest comes first
     * @param origin the message that brought it, so that none brings it twice
     */
    record Added(JobOrder order, double place, String origin) implements JobEntry {}

    /** The person changed the order of the jobs. */
    record Moved(double place) implements JobEntry {}

    /**
     * Decoding has begun, from the start of the recording: earlier segments do not count any more.
     *
     * @param bytes size of the recording
     * @param modified when it was last changed, in milliseconds; with the size it tells whether it is still the same
     */
    record Begun(
            String model,
            long bytes,
            long modified,
            double duration,
            Optional<String> language,
            double languageProbability)
            implements JobEntry {
        /** Whether the recording is still the same. */
        boolean isOf(BasicFileAttributes now) {
            return bytes == now.size() && modified == now.lastModifiedTime().toMillis();
        }
    }

    /** The engine can go on here. */
    record Reached(Checkpoint checkpoint) implements JobEntry {}

    /** A segment is final. */
    record Committed(Segment segment) implements JobEntry {}

    /**
     * The outputs are about to appear.
     *
     * @param token part of the names of the temporary files
     * @param outputs what they will hold; none: nothing of an earlier try is left
     * @param damage what is missing of the recording; empty if nothing is known to be
     */
    record Writing(String token, List<Output> outputs, Optional<Damage> damage) implements JobEntry {
        public Writing {
            outputs = List.copyOf(outputs);
        }

        /** Nothing of it lies there any more. */
        Writing takenBack() {
            return new Writing(token, List.of(), Optional.empty());
        }

        List<Path> files() {
            return outputs.stream().map(Output::file).toList();
        }
    }

    /** @param sha256 of the file's content */
    record Output(Path file, String sha256) {}

    /**
     * The job is over.
     *
     * @param damage what is missing of the recording; empty if nothing is known to be
     */
    record Ended(
            JobState state,
            Optional<Problem> problem,
            List<Path> outputs,
            double duration,
            int segments,
            Optional<Damage> damage)
            implements JobEntry {}

    /** A job that was over waits again. */
    record Again(boolean fromStart) implements JobEntry {}

    /**
     * A place cannot be reached: the job waits until it can.
     *
     * @param output one that could not be written; empty when it is the recording that is away
     */
    record Away(Problem problem, Optional<Path> output) implements JobEntry {}

    /** It can be reached again. */
    record Back() implements JobEntry {}
}
