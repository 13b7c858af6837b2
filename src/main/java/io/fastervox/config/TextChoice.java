package io.fastervox.config;

import java.util.List;

/**
 * What becomes of the text of a dictation before it is inserted.
 *
 * @param vocabulary names and rare words that the engine is told of
 * @param removeFillers whether “um” and its like are left out
 * @param spokenPunctuation whether “comma” becomes a comma
 * @param replacements in their order
 */
public record TextChoice(
        List<String> vocabulary, boolean removeFillers, boolean spokenPunctuation, List<Replacement> replacements) {
    /** The text stays as it was heard. */
    public static final TextChoice NONE = new TextChoice(List.of(), false, false, List.of());

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
        return new TextChoice(words, removeFillers, spokenPunctuation, replacements);
    }

    public TextChoice withRemoveFillers(boolean on) {
        return new TextChoice(vocabulary, on, spokenPunctuation, replacements);
    }

    public TextChoice withSpokenPunctuation(boolean on) {
        return new TextChoice(vocabulary, removeFillers, on, replacements);
    }

    public TextChoice withReplacements(List<Replacement> chosen) {
        return new TextChoice(vocabulary, removeFillers, spokenPunctuation, chosen);
    }

    /** What people wrote is not for logs. */
    @Override
    public String toString() {
        return "TextChoice[" + vocabulary.size() + " words, " + removeFillers + ", " + spokenPunctuation + ", "
                + replacements.size() + " replacements]";
    }
}
