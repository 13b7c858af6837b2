package io.fastervox.config;

import java.util.Locale;
import java.util.Set;

/** In which characters Chinese is written. */
public enum ChineseScript {
    /** As the system's language is written; where that is not Chinese, as it was decoded. */
    SYSTEM,
    /** As the model decodes it, which may mix both. */
    AS_DECODED,
    SIMPLIFIED,
    TRADITIONAL;

    private static final Set<String> TRADITIONAL_PLACES = Set.of("TW", "HK", "MO");

    /** Never {@code SYSTEM}. */
    public ChineseScript in(Locale system) {
        if (this != SYSTEM) {
            return this;
        }
        if (!system.getLanguage().equals("zh") && !system.getLanguage().equals("yue")) {
            return AS_DECODED;
        }
        boolean traditional = system.getScript().isEmpty()
                ? TRADITIONAL_PLACES.contains(system.getCountry())
                : system.getScript().equals("Hant");
        return traditional ? TRADITIONAL : SIMPLIFIED;
    }
}
