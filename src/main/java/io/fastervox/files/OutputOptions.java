package io.fastervox.files;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Which transcripts are written and where.
 *
 * @param formats none: nothing is written
 * @param folder made when it is missing; empty: beside each recording
 */
public record OutputOptions(
        Set<TranscriptFormat> formats, Optional<Path> folder, Existing existing, LayoutOptions layout) {
    public static final OutputOptions NOTHING = new OutputOptions(Set.of(), Optional.empty(), Existing.KEEP);

    public OutputOptions {
        formats = Set.copyOf(formats);
    }

    /** Laid out as usual. */
    public OutputOptions(Set<TranscriptFormat> formats, Optional<Path> folder, Existing existing) {
        this(formats, folder, existing, LayoutOptions.DEFAULT);
    }
}
