package io.fastervox.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is done with recordings in the background.
 *
 * @param now empty while nothing is
 * @param transcripts of the last batch
 */
public record FilesState(Optional<FilesProgress> now, List<Path> transcripts) {
    public static final FilesState NONE = new FilesState(Optional.empty(), List.of());

    public FilesState {
        transcripts = List.copyOf(transcripts);
    }

    FilesState with(FilesProgress progress) {
        return new FilesState(Optional.of(progress), transcripts);
    }
}
