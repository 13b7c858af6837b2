package io.fastervox.ui;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** The end of a text that fits into a line. */
final class LastWords {
    /** More than any line holds. */
    private static final int MOST = 200;

    private static final String CUT = "…";

    private LastWords() {}

    /** @param width of a text, as it is drawn */
    static String of(String text, int room, ToIntFunction<String> width) {
        int start = text.codePointCount(0, text.length()) <= MOST ? 0 : text.offsetByCodePoints(text.length(), -MOST);
        String end = text.substring(start);
        if (start == 0 && width.applyAsInt(text) <= room) {
            return text;
        }
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(end);
        int from = letters.last();
        int earlier = letters.previous();
        while (earlier != BreakIterator.DONE && width.applyAsInt(CUT + end.substring(earlier)) <= room) {
            from = earlier;
            earlier = letters.previous();
        }
        return CUT + end.substring(wordFrom(end, from)).stripLeading();
    }

    /** Half a word is worse than none; where words have no gaps, or one fills the line, there is no choice. */
    private static int wordFrom(String text, int from) {
        int gap = text.indexOf(' ', from);
        boolean inWord = from > 0 && text.charAt(from - 1) != ' ';
        return inWord && gap >= 0 && text.substring(from, gap).codePoints().noneMatch(Character::isIdeographic)
                ? gap
                : from;
    }
}
