package io.fastervox.dictation.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The person's words in the form in which the engine is told of them.
 *
 * @param firstLeftOut the first word for which there is no more room
 */
record Vocabulary(Optional<String> hotwords, Optional<String> firstLeftOut) {
    /**
     * Whisper's context has 448 tokens; half of it is for what goes before a text, and words and the text before share that.
     * What is written here is an estimate from above, so that the end of the text before keeps its room.
     */
    static final int MOST_TOKENS = 150;

    static Vocabulary of(List<String> words) {
        List<String> told = new ArrayList<>();
        int room = MOST_TOKENS;
        for (String word : words) {
            room -= tokens(word);
            if (room < 0) {
                return new Vocabulary(joined(told), Optional.of(word));
            }
            told.add(word);
        }
        return new Vocabulary(joined(told), Optional.empty());
    }

    private static Optional<String> joined(List<String> words) {
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }

    /** Rare Latin words fall into pieces of two or three letters; a Chinese character is up to two tokens. */
    private static int tokens(String word) {
        int latin = (int) word.codePoints().filter(letter -> letter < 0x250).count();
        int others = word.codePointCount(0, word.length()) - latin;
        return 1 + (latin + 1) / 2 + 2 * others;
    }
}
