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
     * The text cut wherever it may be broken, nothing left out. A piece wider than a line (a web address) is cut between
     * characters.
     */
    static List<String> pieces(String text, Locale language, int maxColumns) {
        BreakIterator breaks = BreakIterator.getLineInstance(language);
        breaks.setText(text);
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
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
