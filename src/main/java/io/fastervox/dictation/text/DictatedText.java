package io.fastervox.dictation.text;

import io.fastervox.engine.Segment;
import java.util.List;
import java.util.regex.Pattern;

/** One text from the segments of a recording, as a person would have typed it. */
public final class DictatedText {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");

    private DictatedText() {}

    public static String of(List<Segment> segments) {
        return joined(segments.stream().map(Segment::text).toList());
    }

    public static String joined(List<String> texts) {
        StringBuilder text = new StringBuilder();
        for (String piece : texts) {
            String next = SPACES.matcher(piece).replaceAll(" ").strip();
            if (next.isEmpty()) {
                continue;
            }
            if (text.length() > 0
                    && isParted(text.codePointBefore(text.length()), piece.codePointAt(0), next.codePointAt(0))) {
                text.append(' ');
            }
            text.append(next);
        }
        return text.toString();
    }

    /** Thai and its neighbours have spaces between sentences, where the engine has put them. */
    private static boolean isParted(int before, int own, int next) {
        boolean spaced = isSpaced(before) && isSpaced(next);
        return spaced || (Character.isWhitespace(own) && !isEastAsian(before) && !isEastAsian(next));
    }

    private static boolean isEastAsian(int letter) {
        return !isSpaced(letter)
                && switch (Character.UnicodeScript.of(letter)) {
                    case THAI, LAO, KHMER, MYANMAR -> false;
                    default -> true;
                };
    }

    /** Chinese and Japanese have no spaces between sentences, and their punctuation carries its own. */
    static boolean isSpaced(int letter) {
        boolean punctuation = (0x3000 <= letter && letter <= 0x303f) || (0xff00 <= letter && letter <= 0xff65);
        return !punctuation
                && switch (Character.UnicodeScript.of(letter)) {
                    case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> false;
                    default -> true;
                };
    }
}
