package io.fastervox.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A dictation as it is written down.
 *
 * @param text as it was inserted, or as another model understood it later
 * @param application the file name of the program it went to; empty where there was none
 * @param language what was spoken, ISO code
 * @param speech seconds of the recording
 * @param releaseToText seconds from the release of the key until the text was there
 * @param model that made the text
 * @param earlier what other models had made of it, the first one first
 */
public record HistoryEntry(
        String text,
        Optional<String> application,
        Optional<String> language,
        double speech,
        double releaseToText,
        Optional<String> model,
        List<String> earlier) {
    public HistoryEntry {
        Objects.requireNonNull(text, "text");
        earlier = List.copyOf(earlier);
    }

    /** The same recording, heard anew. */
    public HistoryEntry heardAnew(String now, Optional<String> spoken, Optional<String> by) {
        List<String> before = new ArrayList<>(earlier);
        before.add(text);
        return new HistoryEntry(now, application, spoken, speech, releaseToText, by, before);
    }

    /** What people said is not for logs. */
    @Override
    public String toString() {
        return "HistoryEntry[" + text.length() + " characters, " + speech + " s]";
    }
}
