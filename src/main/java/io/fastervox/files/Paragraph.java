package io.fastervox.files;

import io.fastervox.engine.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Text that belongs together, on one line.
 *
 * @param start seconds from the start of the recording
 */
record Paragraph(double start, String text) {
    /** Who reads a page without an end stops reading: from here on the end of a sentence ends the paragraph. */
    private static final int LONG_COLUMNS = 900;

    /** Every segment by itself. */
    static List<Paragraph> perSegment(List<Segment> segments) {
        return segments.stream()
                .map(segment -> new Paragraph(segment.start(), OneLine.of(segment.text())))
                .filter(paragraph -> !paragraph.text().isEmpty())
                .toList();
    }

    /** Segments joined until somebody is silent for that long, or the paragraph is long and a sentence ends. */
    static List<Paragraph> byPause(List<Segment> segments, Duration pause) {
        List<Paragraph> paragraphs = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        double start = 0;
        double end = 0;
        int columns = 0;
        Ending ending = Ending.PLAIN;
        for (Segment segment : segments) {
            boolean silence = (segment.start() - end) * 1000 >= pause.toMillis();
            if (silence || (columns >= LONG_COLUMNS && ending == Ending.SENTENCE)) {
                add(paragraphs, start, text);
                text.setLength(0);
                columns = 0;
            }
            if (text.length() == 0) {
                start = segment.start();
            }
            text.append(segment.text()); // with its leading space, where the language has one
            columns += Columns.of(segment.text());
            ending = Ending.of(segment.text());
            end = segment.end();
        }
        add(paragraphs, start, text);
        return List.copyOf(paragraphs);
    }

    private static void add(List<Paragraph> paragraphs, double start, StringBuilder joined) {
        String text = OneLine.of(joined.toString());
        if (!text.isEmpty()) {
            paragraphs.add(new Paragraph(start, text));
        }
    }

    /** {@code 00:01:02}, rounded down: a player that jumps there plays the first word. */
    String clock() {
        String whole = Times.clock(Times.milliseconds(start), '.');
        return whole.substring(0, whole.indexOf('.'));
    }
}
