package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            # LANG,        display,     format,      region
            zh_CN.UTF-8,   en-US,       en-US,       cn
            '',            zh-CN,       zh-CN,       cn
            '',            zh-Hans-CN,  en-US,       cn
            '',            en-US,       en-CN,       cn
            '',            zh,          en-US,       cn
            '',            zh-Hant-TW,  zh-TW,
            zh_TW.UTF-8,   en-US,       en-US,
            zh_SG.UTF-8,   en-US,       en-US,
            C,             en-US,       en-US,
            de_DE.UTF-8,   de-DE,       de-DE,
            """)
    void chineseMirrorsAreNearInMainlandChina(String lang, String display, String format, String region) {
        assertEquals(
                Optional.ofNullable(region),
                Region.of(Map.of("LANG", lang), Locale.forLanguageTag(display), Locale.forLanguageTag(format)));
    }
}
