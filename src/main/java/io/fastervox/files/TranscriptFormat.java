package io.fastervox.files;

import io.fastervox.support.ErrorCode;
import java.nio.ByteBuffer;
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
    TSV,
    /** Lines in step with the sound, for music players. */
    LRC,
    /** A Word document. */
    DOCX,
    /** Markdown. */
    MD;

    /** What people type and what the file name ends with, for example {@code srt}. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its lines appear in step with the sound, so that the time of each word counts. */
    public boolean isInStep() {
        return this == SRT || this == VTT || this == LRC;
    }

    public TranscriptWriter writer(LayoutOptions layout) {
        SubtitleLayout subtitles = new SubtitleLayout(layout.subtitles());
        return switch (this) {
            case TXT -> marked(new TextWriter(layout), layout);
            case SRT -> marked(new SrtWriter(subtitles), layout);
            case VTT -> marked(new VttWriter(subtitles), layout);
            case JSON -> new JsonWriter(); // a JSON text must not begin with a mark (RFC 8259, 8.1)
            case TSV -> marked(new TsvWriter(), layout);
            case LRC -> marked(LrcWriter.of(layout.subtitles()), layout);
            case DOCX -> new DocxWriter(layout);
            case MD -> marked(new MarkdownWriter(layout), layout);
        };
    }

    private static TranscriptWriter marked(TranscriptWriter writer, LayoutOptions layout) {
        return layout.byteOrderMark() ? transcript -> withMark(writer.write(transcript)) : writer;
    }

    private static byte[] withMark(byte[] utf8) {
        return ByteBuffer.allocate(utf8.length + 3)
                .put((byte) 0xEF)
                .put((byte) 0xBB)
                .put((byte) 0xBF)
                .put(utf8)
                .array();
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
