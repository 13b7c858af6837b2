package io.fastervox.dictation.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.fastervox.config.ChineseScript;
import io.fastervox.config.TextChoice;
import io.fastervox.config.TextChoice.Replacement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Chinese is written in the script that its person reads")
class ChineseCharactersTest {
    private static final Optional<String> ZH = Optional.of("zh");

    private static String written(String text, ChineseScript script) {
        return TextPass.of(TextChoice.NONE.withScript(script)).apply(text, ZH);
    }

    @ParameterizedTest
    @CsvSource({
        "头发的发展, 頭髮的發展",
        "皇后在后面, 皇后在後面",
        "干燥的干部干涉树干, 乾燥的幹部干涉樹幹",
        "里面有三公里, 裡面有三公里",
        "理发以后吃面条, 理髮以後吃麵條",
        "群众因为台风，停在码头, 群眾因為颱風，停在碼頭",
        "他只有一只复杂的杯子，重复, 他只有一隻複雜的杯子，重複",
        "我们明天上午十点开会。, 我們明天上午十點開會。",
    })
    void traditionalCharactersFollowTheWord(String simplified, String traditional) {
        assertEquals(traditional, written(simplified, ChineseScript.TRADITIONAL));
        assertEquals(traditional, written(traditional, ChineseScript.TRADITIONAL));
    }

    @ParameterizedTest
    @CsvSource({
        "頭髮的發展, 头发的发展",
        "皇后在後面, 皇后在后面",
        "乾燥的幹部干涉樹幹, 干燥的干部干涉树干",
        "乾坤大，瞭望遠，我瞭解, 乾坤大，瞭望远，我了解",
        "裡面有三公里，吃麵條, 里面有三公里，吃面条",
        "著名的作家看著顯著的變化, 著名的作家看着显著的变化",
        "憂鬱的臺灣烏龜, 忧郁的台湾乌龟",
    })
    void simplifiedCharactersFollowTheWord(String traditional, String simplified) {
        assertEquals(simplified, written(traditional, ChineseScript.SIMPLIFIED));
        assertEquals(simplified, written(simplified, ChineseScript.SIMPLIFIED));
    }

    @Test
    void aTextThatMixesBothIsInOneAfterwards() {
        assertEquals("我們的會議，OK？", written("我们的會議，OK？", ChineseScript.TRADITIONAL));
        assertEquals("我们的会议，OK？", written("我们的會議，OK？", ChineseScript.SIMPLIFIED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "ko"})
    void otherLanguagesKeepTheirCharacters(String language) {
        String text = "国会の会議、发";

        TextPass pass = TextPass.of(TextChoice.NONE.withScript(ChineseScript.TRADITIONAL));

        assertSame(text, pass.apply(text, Optional.of(language)));
        assertSame(text, pass.apply(text, Optional.empty()));
    }

    @Test
    void thePersonsReplacementsHaveTheLastWord() {
        TextChoice choice = TextChoice.NONE
                .withScript(ChineseScript.TRADITIONAL)
                .withReplacements(List.of(new Replacement("颱風", "台風", false)));

        assertEquals("台風來了", TextPass.of(choice).apply("台风来了", ZH));
    }

    @ParameterizedTest
    @CsvSource({
        "zh-CN, SIMPLIFIED",
        "zh-SG, SIMPLIFIED",
        "zh-Hans-HK, SIMPLIFIED",
        "zh, SIMPLIFIED",
        "zh-TW, TRADITIONAL",
        "zh-HK, TRADITIONAL",
        "zh-Hant, TRADITIONAL",
        "yue-MO, TRADITIONAL",
        "en-US, AS_DECODED",
        "ja-JP, AS_DECODED",
    })
    void withoutAChoiceTheSystemsLanguageDecides(String system, ChineseScript expected) {
        assertEquals(expected, ChineseScript.SYSTEM.in(Locale.forLanguageTag(system)));
        assertEquals(ChineseScript.SIMPLIFIED, ChineseScript.SIMPLIFIED.in(Locale.forLanguageTag(system)));
    }
}
