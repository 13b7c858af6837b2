package io.fastervox.files;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * How much room text takes, by the East Asian width of its characters.
 *
 * @see <a href="https://www.unicode.org/reports/tr11/">UAX 11</a>
 */
final class Columns {
    private static final Set<UnicodeScript> WIDE_SCRIPTS = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI);

    private Columns() {}

    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** Whether full-width characters take more than half of the room. */
    static boolean mostlyWide(String text) {
        return 4L * text.codePoints().filter(Columns::isWide).count() > of(text);
    }

    private static int of(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    static boolean isWide(int codePoint) {
        if (codePoint < 0x1100 || isBetween(codePoint, 0xFF61, 0xFFDC)) {
            return false; // the second range holds the half-width forms
        }
        return isBetween(codePoint, 0x3000, 0x303E)
                || isBetween(codePoint, 0xFF01, 0xFF60)
                || isBetween(codePoint, 0xFFE0, 0xFFE6)
                || isBetween(codePoint, 0x1F300, 0x1FAFF)
                || WIDE_SCRIPTS.contains(UnicodeScript.of(codePoint));
    }

    private static boolean isBetween(int codePoint, int first, int last) {
        return first <= codePoint && codePoint <= last;
    }
}
