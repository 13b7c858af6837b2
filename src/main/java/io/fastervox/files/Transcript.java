package io.fastervox.files;

import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionResult;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the export formats write.
 *
 * @param file name of the recording without its folder: a transcript that is passed on does not tell where it was made
 * @param model what made it, where that is known
 */
public record Transcript(String file, TranscriptionResult result, Optional<UsedModel> model) {
    public static Transcript of(Path recording, TranscriptionResult result, Optional<UsedModel> model) {
        return new Transcript(recording.getFileName().toString(), result, model);
    }

    /** The whole text on one line. */
    public String text() {
        return result.segments().stream()
                .map(Segment::text)
                .collect(Collectors.joining())
                .strip();
    }
}
