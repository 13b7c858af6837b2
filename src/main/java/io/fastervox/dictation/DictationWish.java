package io.fastervox.dictation;

import io.fastervox.desktop.Target;
import io.fastervox.dictation.text.TextPass;
import java.util.Optional;

/**
 * How one dictation is to go.
 *
 * @param target the window that was in front at the press; empty when there was none
 * @param way how the text gets there
 * @param microphone name of it, or the beginning of the name; empty: the system's default one
 * @param language ISO code as Whisper knows it; empty: detected
 * @param text what becomes of the words
 */
public record DictationWish(
        Optional<Target> target, Way way, Optional<String> microphone, Optional<String> language, TextPass text) {
    /** How a text gets to its window. */
    public enum Way {
        PASTE,
        /** Letter by letter, for windows that take no Ctrl+V. */
        TYPE,
        /** To the clipboard only. */
        COPY
    }

    /** Everything as the program decides. */
    public static final DictationWish PLAIN =
            new DictationWish(Optional.empty(), Way.PASTE, Optional.empty(), Optional.empty(), TextPass.NONE);

    /** The same for another window. */
    public DictationWish into(Optional<Target> window) {
        return new DictationWish(window, way, microphone, language, text);
    }
}
