package io.fastervox.agent;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The languages that the menu offers: what the person uses first, then the most spoken ones by their names. */
public final class SpokenLanguages {
    private static final List<String> USUAL = List.of(
            "en", "zh", "es", "fr", "de", "ja", "ko", "pt", "ru", "ar", "hi", "it", "nl", "pl", "tr", "uk", "vi");

    private SpokenLanguages() {}

    /** Codes, in the order in which they are shown. */
    public static List<String> offered(Optional<String> chosen, Locale system, Locale shown) {
        Set<String> codes = new LinkedHashSet<>();
        chosen.ifPresent(codes::add);
        USUAL.stream().filter(system.getLanguage()::equals).forEach(codes::add);
        codes.add("en");
        codes.add("zh");
        USUAL.stream()
                .sorted(Comparator.comparing(code -> name(code, shown), java.text.Collator.getInstance(shown)))
                .forEach(codes::add);
        return List.copyOf(codes);
    }

    public static String name(String code, Locale shown) {
        return Locale.forLanguageTag(code).getDisplayLanguage(shown);
    }
}
