package io.fastervox.files;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Which transcripts are written and where.
 *
 * @param formats none: nothing is written
 * @param folder made when it is missing; empty: beside each recording
 * @param overwrite whether existing files may be replaced
 */
public record OutputOptions(Set<TranscriptFormat> formats, Optional<Path> folder, boolean overwrite) {
    public static final OutputOptions NOTHING = new OutputOptions(Set.of(), Optional.empty(), false);

    public OutputOptions {
        formats = Set.copyOf(formats);
    }
}
