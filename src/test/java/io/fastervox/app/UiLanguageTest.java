package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UiLanguageTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    # LC_ALL,    LC_MESSAGES, LANG,        language
                    -,           -,           -,           fr
                    -,           -,           zh_CN.UTF-8, zh-CN
                    -,           zh_TW,       en_US.UTF-8, zh-TW
                    de_DE@euro,  zh_CN,       zh_CN,       de-DE
                    C.UTF-8,     -,           zh_CN.UTF-8, fr
                    C,           -,           -,           fr
                    POSIX,       -,           -,           fr
                    """)
    void theFirstVariableThatIsSetDecides(String all, String messages, String lang, String expected) {
        Map<String, String> environment = new TreeMap<>();
        put(environment, "LC_ALL", all);
        put(environment, "LC_MESSAGES", messages);
        put(environment, "LANG", lang);

        assertEquals(Locale.forLanguageTag(expected), UiLanguage.of(environment, Locale.FRENCH));
    }

    private static void put(
            Map<String, String> environment, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }
}
