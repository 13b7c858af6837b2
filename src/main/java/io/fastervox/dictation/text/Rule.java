package io.fastervox.dictation.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.fastervox.config.TextChoice.Replacement;

/** One replacement, ready for use. RE2 takes time in proportion to the text, whatever the expression is. */
final class Rule {
    /** Repetitions are written out in RE2's memory; nested ones multiply. */
    private static final int MOST_REPETITIONS = 1000;

    private static final java.util.regex.Pattern REPETITION = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    private final Pattern pattern;
    private final String with;
    private final boolean words;

    private Rule(Pattern pattern, String with, boolean words) {
        this.pattern = pattern;
        this.with = with;
        this.words = words;
    }

    /** @throws IllegalArgumentException with the reason, when it is a regular expression that cannot be used */
    static Rule of(Replacement replacement) {
        String find = replacement.find();
        String with = replacement.with();
        if (!replacement.regex()) {
            Pattern literal = Pattern.compile(Pattern.quote(find), Pattern.CASE_INSENSITIVE);
            return new Rule(literal, Matcher.quoteReplacement(with), true);
        }
        limitRepetitions(find);
        try {
            Rule rule = new Rule(Pattern.compile(find), with, false);
            // Matches any text, with the same groups: what comes in place may name one that is not there.
            Matcher trial = Pattern.compile("(?:" + find + "\n)?").matcher("");
            trial.find();
            trial.appendReplacement(new StringBuffer(), with);
            return rule;
        } catch (PatternSyntaxException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void limitRepetitions(String expression) {
        long product = 1;
        java.util.regex.Matcher repetition = REPETITION.matcher(expression);
        while (repetition.find()) {
            for (int group = 1; group <= 2; group++) {
                String number = repetition.group(group);
                if (number != null && !number.isEmpty()) {
                    product *= Math.max(1, number.length() > 4 ? MOST_REPETITIONS + 1 : Integer.parseInt(number));
                }
            }
            if (product > MOST_REPETITIONS) {
                throw new IllegalArgumentException("more than " + MOST_REPETITIONS + " repetitions");
            }
        }
    }

    /** Matches of nothing are left alone. */
    String applied(String text) {
        StringBuffer out = new StringBuffer();
        Matcher match = pattern.matcher(text);
        while (match.find()) {
            if (match.end() > match.start() && (!words || isWhole(text, match.start(), match.end()))) {
                match.appendReplacement(out, with);
            }
        }
        match.appendTail(out);
        return out.toString();
    }

    private static boolean isWhole(String text, int start, int end) {
        boolean begins = start == 0 || !goesOn(text.codePointBefore(start), text.codePointAt(start));
        return begins && (end == text.length() || mayEnd(text.codePointBefore(end), text.codePointAt(end)));
    }

    /** Korean particles are written to the word before them, whatever its letters are: GPT가, 지피티가. */
    private static boolean mayEnd(int letter, int next) {
        return isHangul(letter) || isHangul(next) || !goesOn(letter, next);
    }

    private static boolean isHangul(int letter) {
        return Character.UnicodeScript.of(letter) == Character.UnicodeScript.HANGUL;
    }

    /** Chinese and Japanese write their words without gaps: there any place is a border. */
    private static boolean goesOn(int letter, int next) {
        return isOfWord(letter) && isOfWord(next);
    }

    private static boolean isOfWord(int letter) {
        return Character.isLetterOrDigit(letter) && DictatedText.isSpaced(letter);
    }
}
