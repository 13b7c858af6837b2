package io.fastervox.desktop.windows;

import io.fastervox.desktop.windows.Keyboard.Stroke;
import java.util.ArrayList;
import java.util.List;

/** Text as keys, unit by unit: for windows that do not know Ctrl+V. */
final class Typing {
    private static final int CHUNK = 20;
    private static final int PAUSE = 10;
    /** A longer one would run for seconds, during which nobody may touch the keyboard. */
    private static final int LONGEST = 500;

    private Typing() {}

    /** Whether a text is short enough, and its ends of lines would not be taken for "send". */
    static boolean suits(String text) {
        return text.length() <= LONGEST && text.indexOf('\n') < 0;
    }

    /**
     * Types it. A pause between pieces lets the target's queue, which has an end, empty itself.
     *
     * @return false when Windows took only a part
     */
    static boolean type(String text, WindowThread thread) {
        if (!suits(text)) {
            return false;
        }
        List<Stroke> strokes = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            strokes.addAll(Stroke.typed(text.charAt(i)));
        }
        for (int from = 0; from < strokes.size(); from += CHUNK) {
            if (!Keyboard.send(strokes.subList(from, Math.min(from + CHUNK, strokes.size())))) {
                return false;
            }
            thread.pump(PAUSE);
        }
        return true;
    }
}
