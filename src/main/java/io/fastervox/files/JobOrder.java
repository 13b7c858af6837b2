package io.fastervox.files;

import io.fastervox.engine.TranscriptionRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a job is to do.
 *
 * @param request to the engine, from the beginning
 * @param targets the files to be written, in the order of their formats
 * @param output how they are written
 * @param newest the job that was the newest when the targets were named; those behind it may have written to them since
 */
public record JobOrder(
        TranscriptionRequest request, ModelWish model, List<OutputTarget> targets, OutputOptions output, int newest) {
    public JobOrder {
        Objects.requireNonNull(request.recording().toAbsolutePath().getParent(), "no recording, but a whole drive");
        Objects.requireNonNull(model);
        Objects.requireNonNull(output);
        targets = List.copyOf(targets);
    }

    /** Where the recording lies. */
    Path folder() {
        return Objects.requireNonNull(request.recording().toAbsolutePath().getParent());
    }

    /** Whether the same is to be done with the same recording; the names of the outputs do not count. */
    boolean asksForTheSameAs(JobOrder other) {
        return request.equals(other.request) && model.equals(other.model) && output.equals(other.output);
    }
}
