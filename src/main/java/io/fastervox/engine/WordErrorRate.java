package io.fastervox.engine;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How far a text is from what was said: substituted, missing and added words per word of the reference. Case and
 * punctuation do not count.
 */
public final class WordErrorRate {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}']+");
    private static final Pattern QUOTES_AROUND_WORDS = Pattern.compile("(?<![\\p{L}\\p{N}])'|'(?![\\p{L}\\p{N}])");

    private WordErrorRate() {}

    /**
     * Compares two texts.
     *
     * @return 0 for the same words; more than 1 is possible, because words can be added without limit
     */
    public static double of(String reference, String heard) {
        List<String> expected = words(reference);
        List<String> actual = words(heard);
        if (expected.isEmpty()) {
            throw new IllegalArgumentException("a reference without words");
        }
        return (double) distance(expected, actual) / expected.size();
    }

    /** The words as they are compared. */
    public static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'');
        String unquoted = QUOTES_AROUND_WORDS.matcher(plain).replaceAll(" ");
        return BETWEEN_WORDS
                .splitAsStream(unquoted)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Levenshtein's distance over words, one row at a time. */
    private static int distance(List<String> expected, List<String> actual) {
        int[] row = IntStream.rangeClosed(0, actual.size()).toArray();
        for (int i = 1; i <= expected.size(); i++) {
            int[] next = new int[row.length];
            next[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = row[j - 1] + (expected.get(i - 1).equals(actual.get(j - 1)) ? 0 : 1);
                next[j] = Math.min(substituted, Math.min(row[j], next[j - 1]) + 1);
            }
            row = next;
        }
        return row[actual.size()];
    }
}
