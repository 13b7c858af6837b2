package io.fastervox.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is done with recordings in the background.
 *
 * @param now empty while nothing is
 * @param transcripts of the last batch
 * @param jobs all that the queue knows, in the order in which they came
 * @param paused whether nothing is begun until a person says so
 */
public record FilesState(Optional<FilesProgress> now, List<Path> transcripts, List<FileJob> jobs, boolean paused) {
    public static final FilesState NONE = new FilesState(Optional.empty(), List.of(), List.of(), false);

    public FilesState {
        transcripts = List.copyOf(transcripts);
        jobs = List.copyOf(jobs);
    }

    /** Late news of a recording that was put aside is none. */
    FilesState with(FilesProgress progress) {
        return paused ? this : new FilesState(Optional.of(progress), transcripts, jobs, false);
    }

    FilesState with(List<FileJob> present) {
        return new FilesState(now, transcripts, present, paused);
    }

    FilesState withPause(boolean holds) {
        return new FilesState(holds ? Optional.empty() : now, transcripts, jobs, holds);
    }

    /** Whether a pause would change anything: something is done, waits, or is paused already. */
    public boolean canPause() {
        return paused || jobs.stream().anyMatch(job -> job.allows(FileJob.Action.CANCEL));
    }

    /** How many wait because they cannot be reached. */
    long away() {
        return jobs.stream().filter(FileJob::isAway).count();
    }

    FilesState rested(List<Path> written) {
        return new FilesState(Optional.empty(), written, jobs, paused);
    }
}
