package io.fastervox.support;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The texts for people, in one language. English is the fallback; Simplified Chinese serves every {@code zh} locale. */
public final class Messages {
    private static final String BUNDLE = "io.fastervox.support.messages";

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
            return new MessageFormat(bundle.getString(key), locale).format(arguments);
        } catch (MissingResourceException e) {
            throw new IllegalArgumentException("no message " + key, e);
        }
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
