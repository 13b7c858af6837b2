package io.fastervox.files;

import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.CodedException;
import java.nio.file.Path;
import java.util.List;

/** How one recording of a batch ended. */
public sealed interface FileOutcome {
    Path recording();

    /** Transcribed; {@code outputs} are the files written, none when no format was asked for. */
    record Done(Path recording, TranscriptionResult result, List<Path> outputs) implements FileOutcome {
        public Done {
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * Transcribed, but its files could not be written where they should be, for this reason; {@code outputs} are those that
     * were written under other names, none when that failed, too.
     */
    record Misplaced(Path recording, TranscriptionResult result, FilesException error, List<Path> outputs)
            implements FileOutcome {
        public Misplaced {
            outputs = List.copyOf(outputs);
        }
    }

    /** Nothing was written. */
    record Failed(Path recording, CodedException error) implements FileOutcome {}

    /** Ended or never begun because the person wanted it so; nothing was written. */
    record Cancelled(Path recording) implements FileOutcome {}
}
