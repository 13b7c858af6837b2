package io.fastervox.files;

import io.fastervox.files.Partition.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts the text of one segment into cues and their lines. The costs only weigh one way of cutting against another. */
final class SegmentLayout {
    private static final double PER_CUE = 10;
    private static final double PER_LINE = 100;
    private static final double UNEVEN = 10;
    private static final double TOO_SHORT = 15;
    private static final double PAUSE_SECONDS = 0.5;

    private final TimedText timed;
    private final SubtitleRules rules;
    private final int maxColumns;
    private final List<String> pieces;
    /** Where each piece begins in the text, and at last where the text ends. */
    private final int[] offsets;

    SegmentLayout(TimedText timed, Locale language, SubtitleRules rules) {
        this.timed = timed;
        this.rules = rules;
        this.maxColumns = Columns.mostlyWide(timed.text()) ? rules.maxWideColumns() : rules.maxColumns();
        this.pieces = BreakPoints.pieces(timed.text(), language, maxColumns);
        this.offsets = new int[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            offsets[i + 1] = offsets[i] + pieces.get(i).length();
        }
    }

    List<SubtitleLayout.Draft> drafts() {
        List<SubtitleLayout.Draft> drafts = new ArrayList<>();
        for (Group cue : Partition.cheapest(pieces.size(), this::costOfCue)) {
            drafts.add(new SubtitleLayout.Draft(
                    Times.milliseconds(startOf(cue.start())), Times.milliseconds(endOf(cue.end())), lines(cue)));
        }
        return drafts;
    }

    private double costOfCue(int start, int end) {
        double seconds = endOf(end) - startOf(start);
        boolean single = end - start == 1;
        if (!single && (linesNeeded(start, end) > rules.maxLines() || seconds > inSeconds(rules.maxDuration()))) {
            return Double.POSITIVE_INFINITY;
        }
        double cost = PER_CUE + unevenness(textOf(start, end), rules.maxLines() * maxColumns);
        if (seconds < inSeconds(rules.minDuration())) {
            cost += TOO_SHORT;
        }
        return cost + costOfEnding(start, end, 3, 12);
    }

    private List<String> lines(Group cue) {
        return Partition.cheapest(cue.end() - cue.start(), (from, to) -> costOfLine(cue, from, to)).stream()
                .map(line -> textOf(cue.start() + line.start(), cue.start() + line.end()))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private double costOfLine(Group cue, int from, int to) {
        int start = cue.start() + from;
        int end = cue.start() + to;
        String line = textOf(start, end);
        if (Columns.of(line) > maxColumns) {
            return Double.POSITIVE_INFINITY;
        }
        double ending = end == cue.end() ? 0 : costOfEnding(start, end, 1, 3);
        return PER_LINE + unevenness(line, maxColumns) + ending;
    }

    /** Two halves cost less than a full part and a scrap. */
    private static double unevenness(String text, int capacity) {
        double free = 1 - (double) Columns.of(text) / capacity;
        return UNEVEN * free * free;
    }

    private double costOfEnding(int start, int end, double afterClause, double insideClause) {
        if (end == pieces.size()) {
            return 0;
        }
        return switch (Ending.of(textOf(start, end))) {
            case SENTENCE -> 0;
            case CLAUSE -> afterClause;
            case PLAIN -> startOf(end) - endOf(end) >= PAUSE_SECONDS ? afterClause : insideClause;
        };
    }

    private int linesNeeded(int start, int end) {
        int lines = 1;
        int lineStart = start;
        for (int i = start; i < end; i++) {
            if (Columns.of(textOf(lineStart, i + 1)) > maxColumns) {
                lines++;
                lineStart = i;
            }
        }
        return lines;
    }

    private String textOf(int start, int end) {
        return timed.text().substring(offsets[start], offsets[end]).strip();
    }

    private double startOf(int piece) {
        return timed.startAt(offsets[piece]);
    }

    /** When the piece before this one ends. */
    private double endOf(int piece) {
        return timed.endAt(offsets[piece]);
    }

    private static double inSeconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
