package io.fastervox.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A recording in the queue.
 *
 * @param number by which it is named
 * @param percent of it that is done
 * @param reason of its failure, or why it waits
 * @param transcripts written, or that will be
 */
public record FileJob(
        int number, Path recording, Stage stage, int percent, Optional<Problem> reason, List<Path> transcripts) {
    public FileJob {
        transcripts = List.copyOf(transcripts);
    }

    /** Where it stands. */
    public enum Stage {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /** What people can do with it. */
    public enum Action {
        CANCEL,
        /** One that failed goes on where it failed. */
        RETRY,
        /** Before all others that wait. */
        FIRST,
        /** Forgets all that are over; their transcripts stay. */
        CLEAR
    }

    /** Whether it waits because its recording cannot be reached. */
    public boolean isAway() {
        return stage == Stage.WAITING && reason.isPresent();
    }

    public boolean allows(Action action) {
        return switch (action) {
            case CANCEL -> stage == Stage.WAITING || stage == Stage.RUNNING;
            case RETRY -> stage == Stage.FAILED || stage == Stage.CANCELLED || isAway();
            case FIRST -> stage == Stage.WAITING;
            case CLEAR -> stage == Stage.DONE || stage == Stage.FAILED || stage == Stage.CANCELLED;
        };
    }
}
