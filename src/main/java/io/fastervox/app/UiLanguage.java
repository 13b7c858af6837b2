package io.fastervox.app;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The language of the messages. On Linux it is what the variables say and not what Java makes of them: Java falls back to
 * English when the locale is not installed, which on servers and in containers it seldom is.
 */
final class UiLanguage {
    private static final List<String> IN_ORDER = List.of("LC_ALL", "LC_MESSAGES", "LANG");

    private UiLanguage() {}

    static Locale ofSystem() {
        return of(System.getenv(), Locale.getDefault(Locale.Category.DISPLAY));
    }

    static Locale of(Map<String, String> environment, Locale system) {
        Optional<String> named = IN_ORDER.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
        return named.map(value -> value.replaceFirst("[.@].*", "").replace('_', '-'))
                .filter(tag -> !tag.equals("C") && !tag.equals("POSIX"))
                .map(Locale::forLanguageTag)
                .orElse(system);
    }
}
