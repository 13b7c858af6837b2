package io.fastervox.config;

import java.util.List;

/**
 * What becomes of the text of a dictation before it is inserted.
 *
 * @param vocabulary names and rare words that the engine is told of
 * @param removeFillers whether “um” and its like are left out
 * @param spokenPunctuation whether “comma” becomes a comma
 * @param script in which Chinese is written
 * @param replacements in their order
 */
public record TextChoice(
        List<String> vocabulary,
        boolean removeFillers,
        boolean spokenPunctuation,
        ChineseScript script,
        List<Replacement> replacements) {
    /** The text stays as it was heard, but for the script of Chinese. */
    public static final TextChoice NONE = new TextChoice(List.of(), false, false, ChineseScript.SYSTEM, List.of());

    public TextChoice {
        vocabulary = List.copyOf(vocabulary);
        replacements = List.copyOf(replacements);
    }

    /**
     * What is to be written otherwise.
     *
     * @param find a word or several, in any case; or a regular expression as RE2 knows it
     * @param with what comes in its place; of a regular expression {@code $1} is the first group
     */
    public record Replacement(String find, String with, boolean regex) {}

    public TextChoice withVocabulary(List<String> words) {
        return new TextChoice(words, removeFillers, spokenPunctuation, script, replacements);
    }

    public TextChoice withRemoveFillers(boolean on) {
        return new TextChoice(vocabulary, on, spokenPunctuation, script, replacements);
    }

    public TextChoice withSpokenPunctuation(boolean on) {
        return new TextChoice(vocabulary, removeFillers, on, script, replacements);
    }

    public TextChoice withScript(ChineseScript chosen) {
        return new TextChoice(vocabulary, removeFillers, spokenPunctuation, chosen, replacements);
    }

    public TextChoice withReplacements(List<Replacement> chosen) {
        return new TextChoice(vocabulary, removeFillers, spokenPunctuation, script, chosen);
    }

    /** What people wrote is not for logs. */
    @Override
    public String toString() {
        return "TextChoice[" + vocabulary.size() + " words, " + removeFillers + ", " + spokenPunctuation + ", " + script
                + ", " + replacements.size() + " replacements]";
    }
}
