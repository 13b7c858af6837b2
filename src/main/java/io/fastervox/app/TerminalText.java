package io.fastervox.app;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Text as a terminal lays it out: Chinese, Japanese and Korean letters take two columns. */
final class TerminalText {
    private static final Set<UnicodeScript> WIDE_SCRIPTS =
            Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);
    private static final Set<UnicodeBlock> WIDE_BLOCKS = Set.of(
            UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION,
            UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS,
            UnicodeBlock.EMOTICONS,
            UnicodeBlock.MISCELLANEOUS_SYMBOLS_AND_PICTOGRAPHS);

    private TerminalText() {}

    static int columns(String text) {
        return text.codePoints().map(TerminalText::columns).sum();
    }

    /** The text, or its beginning and an ellipsis. */
    static String cut(String text, int columns) {
        if (columns(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 1; // the ellipsis
        for (int letter : text.codePoints().toArray()) {
            used += columns(letter);
            if (used > columns) {
                break;
            }
            kept.appendCodePoint(letter);
        }
        return kept.append('…').toString();
    }

    private static int columns(int letter) {
        boolean wide = WIDE_SCRIPTS.contains(UnicodeScript.of(letter)) || WIDE_BLOCKS.contains(UnicodeBlock.of(letter));
        return wide ? 2 : 1;
    }
}
