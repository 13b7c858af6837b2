package io.fastervox.agent;

import io.fastervox.support.IoReason;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What a balloon can hold. Windows cuts the rest, and the end is what a person can do (R22). */
final class BalloonText {
    static final int LONGEST = 255;

    /** So long may an argument be, ever shorter until all fits. */
    private static final List<Integer> WIDTHS = List.of(Integer.MAX_VALUE, 64, 32, 16, 8);

    private static final Pattern WHOLE_PATH =
            Pattern.compile("^(?:[A-Za-z]:)?[/\\\\].*[/\\\\](?=[^/\\\\])", Pattern.DOTALL);

    private BalloonText() {}

    /**
     * The whole text; one that is too long names files without their folders, and if need be only the beginning of that and of
     * reasons. The windows have room for all.
     *
     * @param text gives it, with each of its arguments passed through the function
     */
    static String of(Function<UnaryOperator<Object>, String> text) {
        String said = text.apply(UnaryOperator.identity());
        for (int width : WIDTHS) {
            if (said.length() > LONGEST) {
                said = text.apply(argument -> shortened(argument, width));
            }
        }
        return said;
    }

    private static Object shortened(Object argument, int width) {
        boolean told = argument instanceof Path
                || (argument instanceof String text && IoReason.saying(text).isEmpty());
        return told ? cut(WHOLE_PATH.matcher(argument.toString()).replaceFirst(""), width) : argument;
    }

    private static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(width - 2)) ? width - 2 : width - 1;
        return text.substring(0, end) + "…";
    }
}
