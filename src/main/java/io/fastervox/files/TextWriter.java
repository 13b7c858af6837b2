package io.fastervox.files;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Plain text, one segment a line: what the command line prints, and easy to read, search and compare. Or paragraphs with
 * an empty line between them.
 */
record TextWriter(LayoutOptions layout) implements TranscriptWriter {
    @Override
    public byte[] write(Transcript transcript) {
        boolean joined = layout.paragraphPause().isPresent();
        List<Paragraph> paragraphs = joined
                ? Paragraph.byPause(transcript.result().segments(), layout.documentPause())
                : Paragraph.perSegment(transcript.result().segments());
        return paragraphs.stream()
                .map(paragraph -> (layout.timestamps() ? "[" + paragraph.clock() + "] " : "") + paragraph.text() + "\n")
                .collect(Collectors.joining(joined ? "\n" : ""))
                .getBytes(StandardCharsets.UTF_8);
    }
}
