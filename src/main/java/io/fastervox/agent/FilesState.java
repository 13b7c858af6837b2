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
 */
public record FilesState(Optional<FilesProgress> now, List<Path> transcripts, List<FileJob> jobs) {
    public static final FilesState NONE = new FilesState(Optional.empty(), List.of(), List.of());

    public FilesState {
        transcripts = List.copyOf(transcripts);
        jobs = List.copyOf(jobs);
    }

    FilesState with(FilesProgress progress) {
        return new FilesState(Optional.of(progress), transcripts, jobs);
    }

    FilesState with(List<FileJob> present) {
        return new FilesState(now, transcripts, present);
    }

    FilesState rested(List<Path> written) {
        return new FilesState(Optional.empty(), written, jobs);
    }
}
