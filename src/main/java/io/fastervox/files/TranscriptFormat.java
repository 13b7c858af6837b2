package io.fastervox.files;

import io.fastervox.support.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The formats a transcript can be written in. */
public enum TranscriptFormat {
    /** Plain text, one segment a line. */
    TXT,
    /** SubRip subtitles. */
    SRT,
    /** WebVTT subtitles. */
    VTT,
    /** Everything the engine said; {@code docs/formats/transcript.schema.json} describes it. */
    JSON,
    /** A table of start, end (milliseconds) and text, as openai-whisper writes it. */
    TSV;

    /** What people type and what the file name ends with, for example {@code srt}. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    public TranscriptWriter writer() {
        return switch (this) {
            case TXT -> new TextWriter();
            case SRT -> new SrtWriter(new SubtitleLayout(SubtitleRules.DEFAULT));
            case VTT -> new VttWriter(new SubtitleLayout(SubtitleRules.DEFAULT));
            case JSON -> new JsonWriter();
            case TSV -> new TsvWriter();
        };
    }

    /** The format of that name, in any case. */
    public static TranscriptFormat named(String name) throws FilesException {
        for (TranscriptFormat format : values()) {
            if (format.extension().equalsIgnoreCase(name.strip())) {
                return format;
            }
        }
        throw new FilesException(ErrorCode.FORMAT_UNKNOWN, "no format " + name, name, String.join(", ", names()));
    }

    /** The names of all formats. */
    public static List<String> names() {
        return Arrays.stream(values()).map(TranscriptFormat::extension).collect(Collectors.toUnmodifiableList());
    }
}
