package io.fastervox.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A stretch of text that stays together.
 *
 * @param text with the space that follows it
 * @param columns of the text without that space
 * @param space columns of that space
 * @param start seconds
 * @param end seconds
 */
record Piece(String text, int columns, int space, double start, double end, Ending ending) {
    /** A text cut wherever it may be broken; no piece is wider than a line. */
    static List<Piece> of(TimedText timed, Locale language, int maxColumns) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (String text : BreakPoints.pieces(timed, language, maxColumns)) {
            int to = from + text.length();
            int columns = Columns.of(text.stripTrailing());
            int space = Columns.of(text) - columns;
            pieces.add(new Piece(text, columns, space, timed.startAt(from), timed.endAt(to), Ending.of(text)));
            from = to;
        }
        return List.copyOf(pieces);
    }
}
