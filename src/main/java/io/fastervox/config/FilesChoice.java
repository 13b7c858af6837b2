package io.fastervox.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of recordings that are transcribed from Explorer, the windows or a watched folder.
 *
 * @param watched the folder whose new recordings are transcribed; empty: none
 * @param formats of the transcripts, at least one of {@link #FORMATS}
 * @param folder that the transcripts come into; empty: beside each recording
 */
public record FilesChoice(Optional<String> watched, List<String> formats, Optional<String> folder) {
    /** What transcripts can be written as, by the endings of their names. */
    public static final Set<String> FORMATS = Set.of("txt", "srt", "vtt", "json", "tsv", "lrc", "docx", "md");

    public static final FilesChoice DEFAULTS = new FilesChoice(Optional.empty(), List.of("txt"), Optional.empty());

    public FilesChoice {
        formats = formats.isEmpty() ? List.of("txt") : List.copyOf(formats);
    }

    public FilesChoice withWatched(Optional<String> chosen) {
        return new FilesChoice(chosen, formats, folder);
    }

    public FilesChoice withFormats(List<String> chosen) {
        return new FilesChoice(watched, chosen, folder);
    }

    public FilesChoice withFolder(Optional<String> chosen) {
        return new FilesChoice(watched, formats, chosen);
    }
}
