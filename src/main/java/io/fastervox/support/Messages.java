package io.fastervox.support;

import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The texts for people, in one language. English is the fallback; Simplified Chinese serves every {@code zh} locale. */
public final class Messages {
    private static final String BUNDLE = "io.fastervox.support.messages";

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern CONTROL_BUT_LINES = Pattern.compile("[\\p{Cntrl}&&[^\n\r\t]]");

    private final ResourceBundle bundle;
    private final Locale locale;

    private Messages(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    public static Messages in(Locale locale) {
        Locale known = locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ROOT;
        ResourceBundle.Control noSystemFallback =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return new Messages(
                ResourceBundle.getBundle(BUNDLE, known, noSystemFallback),
                known.equals(Locale.ROOT) ? Locale.ENGLISH : known);
    }

    /** All texts, for libraries that look theirs up by themselves. */
    public ResourceBundle bundle() {
        return bundle;
    }

    public Locale locale() {
        return locale;
    }

    /** The text of a key with {@code {0}}… filled in. A missing key is a programming error that a test finds. */
    public String text(String key, Object... arguments) {
        try {
            Object[] shown = Arrays.stream(arguments).map(this::shown).toArray();
            return new MessageFormat(bundle.getString(key), locale).format(shown);
        } catch (MissingResourceException e) {
            throw new IllegalArgumentException("no message " + key, e);
        }
    }

    /**
     * What a file name or another text may hold and a terminal would obey: shown as it would be written. Lines are ended by
     * texts of ours, but by no file name. Known reasons are said in this language.
     */
    private Object shown(Object argument) {
        if (argument instanceof Path path) {
            return CONTROL.matcher(path.toString()).replaceAll(Messages::written);
        }
        return argument instanceof String text
                ? IoReason.saying(text)
                        .map(reason -> bundle.getString("reason." + reason))
                        .orElseGet(() -> CONTROL_BUT_LINES.matcher(text).replaceAll(Messages::written))
                : argument;
    }

    private static String written(MatchResult control) {
        char character = control.group().charAt(0);
        return switch (character) {
            case '\n' -> "\\\\n";
            case '\t' -> "\\\\t";
            default -> String.format("\\\\x%02x", (int) character);
        };
    }

    /** What went wrong, in a sentence. */
    public String cause(ErrorCode code, List<Object> arguments) {
        return text("error." + code.name() + ".cause", arguments.toArray());
    }

    /** What the person can do about it. */
    public String advice(ErrorCode code, List<Object> arguments) {
        return text("error." + code.name() + ".advice", arguments.toArray());
    }
}
