package io.fastervox.config;

import java.util.Set;

/**
 * How a program wants to be pasted into that is not known to this one.
 *
 * @param program its file, for example {@code editor.exe}, in any case
 * @param keys one of {@link #KEYS}
 * @param oneLine whether it would take an end of line for a command
 */
public record PasteKeys(String program, String keys, boolean oneLine) {
    public static final Set<String> KEYS = Set.of("Ctrl+V", "Ctrl+Shift+V", "Shift+Insert");
}
