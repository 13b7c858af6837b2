package io.fastervox.files;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Where a line of text may be broken, by the rules of its language; scripts without spaces have such places too. */
final class BreakPoints {
    /** A character as people see it, with its accents or the whole of an emoji. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private BreakPoints() {}

    /**
     * The text cut wherever it may be broken, nothing left out; never inside a word that the engine told apart, which matters
     * for Chinese. A piece wider than a line (a web address) is cut between characters.
     */
    static List<String> pieces(TimedText timed, Locale language, int maxColumns) {
        String text = timed.text();
        BreakIterator breaks = BreakIterator.getLineInstance(language);
        breaks.setText(text);
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (end < text.length() && (timed.isInsideWord(end) || !mayBreak(text, end))) {
                continue;
            }
            String piece = text.substring(start, end);
            if (Columns.of(piece.strip()) <= maxColumns) {
                pieces.add(piece);
            } else {
                pieces.addAll(hardCut(piece, maxColumns));
            }
            start = end;
        }
        return pieces;
    }

    /** The JDK also breaks after a full stop inside a web address or a number with a unit; that is not wanted. */
    private static boolean mayBreak(String text, int index) {
        int before = text.codePointBefore(index);
        return before >= 0x80
                || Character.isWhitespace(before)
                || before == '-'
                || Columns.isWide(text.codePointAt(index));
    }

    private static List<String> hardCut(String piece, int maxColumns) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (String grapheme :
                GRAPHEME.matcher(piece).results().map(MatchResult::group).toList()) {
            if (part.length() > 0 && Columns.of((part + grapheme).strip()) > maxColumns) {
                parts.add(part.toString());
                part.setLength(0);
            }
            part.append(grapheme);
        }
        parts.add(part.toString());
        return parts;
    }
}
