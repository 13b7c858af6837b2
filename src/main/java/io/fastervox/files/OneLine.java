package io.fastervox.files;

import java.util.regex.Pattern;

/** Text that must stay on one line: a line break inside would end a cue, a row or a paragraph. */
final class OneLine {
    private static final Pattern BREAKING = Pattern.compile("[\\s\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    private OneLine() {}

    /** White space and control characters become single spaces, none at either end. */
    static String of(String text) {
        return BREAKING.matcher(text).replaceAll(" ").strip();
    }
}
