package io.fastervox.files;

import io.fastervox.files.Partition.Group;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Cuts the text of one segment into cues and their lines. The costs only weigh one way of cutting against another. */
final class SegmentLayout {
    private static final double PER_CUE = 10;
    private static final double PER_LINE = 100;
    private static final double UNEVEN = 10;
    private static final double TOO_SHORT = 15;
    private static final double PAUSE_SECONDS = 0.5;

    private final SubtitleRules rules;
    private final int maxColumns;
    private final List<Piece> pieces;
    private final int[] columnsBefore;

    SegmentLayout(TimedText timed, Locale language, SubtitleRules rules) {
        this.rules = rules;
        this.maxColumns = Columns.mostlyWide(timed.text()) ? rules.maxWideColumns() : rules.maxColumns();
        this.pieces = Piece.of(timed, language, maxColumns);
        this.columnsBefore = new int[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            columnsBefore[i + 1] =
                    columnsBefore[i] + pieces.get(i).columns() + pieces.get(i).space();
        }
    }

    List<SubtitleLayout.Draft> drafts() {
        return Partition.cheapest(pieces.size(), this::costOfCue).stream()
                .map(cue -> new SubtitleLayout.Draft(
                        Times.milliseconds(pieces.get(cue.start()).start()),
                        Times.milliseconds(pieces.get(cue.end() - 1).end()),
                        lines(cue)))
                .toList();
    }

    private double costOfCue(int start, int end) {
        double seconds = pieces.get(end - 1).end() - pieces.get(start).start();
        int lines = linesNeeded(start, end);
        if (end - start > 1 && (lines > rules.maxLines() || seconds > seconds(rules.maxDuration()))) {
            return Double.POSITIVE_INFINITY;
        }
        double tooShort = seconds < seconds(rules.minDuration()) ? TOO_SHORT : 0;
        return PER_CUE
                + unevenness(columns(start, end), rules.maxLines() * maxColumns)
                + tooShort
                + costOfEnding(end, 3, 12);
    }

    private List<String> lines(Group cue) {
        return Partition.cheapest(cue.end() - cue.start(), (from, to) -> costOfLine(cue, from, to)).stream()
                .map(line -> text(cue.start() + line.start(), cue.start() + line.end()))
                .toList();
    }

    private double costOfLine(Group cue, int from, int to) {
        int end = cue.start() + to;
        int columns = columns(cue.start() + from, end);
        if (columns > maxColumns) {
            return Double.POSITIVE_INFINITY;
        }
        return PER_LINE + unevenness(columns, maxColumns) + (end == cue.end() ? 0 : costOfEnding(end, 1, 3));
    }

    /** Two halves cost less than a full part and a scrap. */
    private static double unevenness(int columns, int capacity) {
        double free = 1 - (double) columns / capacity;
        return UNEVEN * free * free;
    }

    /** What it costs the reader that something ends before this piece. */
    private double costOfEnding(int piece, double afterClause, double insideClause) {
        if (piece == pieces.size()) {
            return 0;
        }
        Piece last = pieces.get(piece - 1);
        boolean pause = pieces.get(piece).start() - last.end() >= PAUSE_SECONDS;
        return switch (last.ending()) {
            case SENTENCE -> 0;
            case CLAUSE -> afterClause;
            case PLAIN -> pause ? afterClause : insideClause;
        };
    }

    private int linesNeeded(int start, int end) {
        int lines = 1;
        int lineStart = start;
        for (int i = start; i < end; i++) {
            if (columns(lineStart, i + 1) > maxColumns) {
                lines++;
                lineStart = i;
            }
        }
        return lines;
    }

    private int columns(int start, int end) {
        return columnsBefore[end] - columnsBefore[start] - pieces.get(end - 1).space();
    }

    private String text(int start, int end) {
        return pieces.subList(start, end).stream()
                .map(Piece::text)
                .collect(Collectors.joining())
                .stripTrailing();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
