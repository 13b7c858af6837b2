package io.fastervox.app;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where this machine probably is, as far as sources care: {@code cn} for mainland China, by its region or, where none is
 * said, by Chinese in simplified characters.
 */
final class Region {
    private Region() {}

    /**
     * The region by the languages of this user.
     *
     * @param variables on Linux they tell more than Java does, see {@link UiLanguage}
     */
    static Optional<String> of(Map<String, String> variables, Locale display, Locale format) {
        return List.of(UiLanguage.of(variables, display), format).stream().anyMatch(Region::isMainlandChina)
                ? Optional.of("cn")
                : Optional.empty();
    }

    private static boolean isMainlandChina(Locale locale) {
        boolean simplified = locale.getLanguage().equals("zh")
                && locale.getCountry().isEmpty()
                && !locale.getScript().equals("Hant");
        return locale.getCountry().equals("CN") || simplified;
    }
}
