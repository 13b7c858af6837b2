package io.fastervox.dictation.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fastervox.config.ChineseScript;
import io.fastervox.config.SettingsNotice;
import io.fastervox.config.TextChoice;
import io.fastervox.config.TextChoice.Replacement;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPassTest {
    private static final Optional<String> EN = Optional.of("en");

    private static String replaced(String find, String with, boolean regex, String text) {
        return TextPass.of(TextChoice.NONE.withReplacements(List.of(new Replacement(find, with, regex))))
                .apply(text, EN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " Um,  comma period\n嗯，逗号 ", "$1 \\Q", "\u00a0…"})
    void aTextIsNotTouchedWhileNoSettingIsOn(String text) {
        assertSame(text, TextPass.of(TextChoice.NONE).apply(text, EN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            en;Um, the cat sat.;The cat sat.
            en;um the cat sat.;the cat sat.
            en;I was, uh, thinking.;I was thinking.
            en;If you go um then we stay.;If you go then we stay.
            en;Well, um yes.;Well, yes.
            en;I don't know, um.;I don't know.
            en;Yes. Um. No.;Yes. No.
            en;Uh, um, iPhone it is.;iPhone it is.
            en;Uh-huh, the ER and the umbrella.;Uh-huh, the ER and the umbrella.
            en;Um.;Um.
            en;'';''
            de;Ähm, er ging um das Haus.;Er ging um das Haus.
            fr;Je suis, euh, là.;Je suis là.
            es;Em, yo creo.;Yo creo.
            zh;嗯，我觉得，呃，可以。;我觉得可以。
            zh;他的金额是三。;他的金额是三。
            ru;Um, да.;Um, да.
            es;¡Eh! Ven aquí.;¡Eh! Ven aquí.
            """)
    void fillersAreLeftOutAsWholeWordsOfTheirLanguage(String language, String heard, String text) {
        assertEquals(text, TextPass.of(TextChoice.NONE.withRemoveFillers(true)).apply(heard, Optional.of(language)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            en|Hello, comma, world period how are you question mark|Hello, world. How are you?
            en|Dear Sir. New line. thank you. New paragraph. Bye exclamation mark.|Dear Sir.\\nThank you.\\n\\nBye!
            en|She said open quote well hyphen known close quote yesterday.|She said “well-known” yesterday.
            en|See open parenthesis below close parenthesis.|See (below)
            en|A periodic table and a commander.|A periodic table and a commander.
            de|Hallo Komma Welt Punkt neue Zeile bis morgen Ausrufezeichen|Hallo, Welt.\\nBis morgen!
            de|Er sagte Anführungszeichen auf Hallo Anführungszeichen zu und ging Punkt|Er sagte „Hallo“ und ging.
            fr|Ça va point d’interrogation oui virgule merci point|Ça va\u00a0? Oui, merci.
            es|Abre interrogación qué tal cierra interrogación bien punto y coma gracias punto|¿Qué tal? Bien; gracias.
            es|Hola punto y seguido. adiós. Punto final.|Hola. Adiós.
            es|Gracias. Punto y aparte. hasta luego punto final|Gracias.\\n\\nHasta luego.
            es|Abre interrogación vienes cierra interrogación punto y aparte bien|¿Vienes?\\n\\nBien
            en|New line.|\\n
            en|New paragraph|\\n\\n
            zh|换行。|\\n
            en|Comma|,
            zh|你好逗号世界句号换行左引号是的右引号问号|你好，世界。\\n“是的”？
            zh|用Java逗號写左括号程序右括号。|用Java，写（程序）
            ru|точка|точка
            """)
    void spokenSignsAreWritten(String language, String heard, String text) {
        assertEquals(
                text.replace("\\n", "\n"),
                TextPass.of(TextChoice.NONE.withSpokenPunctuation(true)).apply(heard, Optional.of(language)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            gee pee tee;GPT;false;Ask Gee Pee Tee, gee pee teeth.;Ask GPT, gee pee teeth.
            c++;C plus;false;I like C++ and c++.;I like C plus and C plus.
            cost;$1 \\0;false;The cost.;The $1 \\0.
            沃克斯;Vox;false;我用沃克斯写作。;我用Vox写作。
            Vox;沃克斯;false;我用vox写作。;我用沃克斯写作。
            지피티;GPT;false;지피티가 왔다. 지피티, 우지피티;GPT가 왔다. GPT, 우지피티
            gpt;챗;false;GPT가 GPT와 GPTs;챗가 챗와 GPTs
            (?i)chapter (\\d+);§ $1;true;Chapter 12 and chapter 3;§ 12 and § 3
            x*;-;true;axxb;a-b
            ^;-;true;axxb;axxb
            (a)|b;[$1];true;ab;[a][]
            .*;;true;All would be gone.;All would be gone.
            """)
    void whatThePersonWritesOtherwiseIsReplaced(String find, String with, boolean regex, String heard, String text) {
        assertEquals(text, replaced(find, Optional.ofNullable(with).orElse(""), regex, heard));
    }

    @Test
    void aRuleThatLeavesNothingButLineBreaksChangesNothing() {
        assertEquals("All would\nbe gone.", replaced(".*", "", true, "All would\nbe gone."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            (;    x;  'error parsing regexp: missing closing ): `(`'
            a;    $1; 'n > number of groups: 1'
            (?=a);x;  'error parsing regexp: invalid or unsupported Perl syntax: `(?=`'
            ((a{100}){100}){100}; x; 'more than 1000 repetitions'
            """)
    @Reaches(ErrorCode.REPLACEMENT_INVALID)
    void aRuleThatCannotBeUsedIsNamedAndTheOthersStillApply(String find, String with, String reason) {
        TextPass pass = TextPass.of(TextChoice.NONE.withReplacements(List.of(
                new Replacement("one", "1", false),
                new Replacement(find, with, true),
                new Replacement("2", "II", true))));

        assertEquals("1 II a", pass.apply("one 2 a", EN));
        assertEquals(List.of(new SettingsNotice(ErrorCode.REPLACEMENT_INVALID, List.of(find, reason))), pass.notices());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(x+x+)+y", "(((((a*)*)*)*)*)*b", "(x|xx|xxx)*$y", "(?i)(.*)(.*)(.*)(.*)(.*)z"})
    void anExpressionThatWouldTakeOthersForAgesTakesNone(String find) {
        String text = "x".repeat(5_000);

        assertEquals(text, assertTimeoutPreemptively(Duration.ofSeconds(20), () -> replaced(find, "", true, text)));
    }

    /** Fillers first, for signs look at what stands around them; the person's words last, for theirs is the final one. */
    @Test
    void theStepsHaveTheirOrder() {
        TextPass pass = TextPass.of(new TextChoice(
                List.of(), true, true, ChineseScript.AS_DECODED, List.of(new Replacement("?", " um comma", false))));

        assertEquals("What um comma", pass.apply("What question um mark", EN));
    }

    @Test
    void theEngineIsToldOfTheVocabularyInItsOrder() {
        TextPass pass = TextPass.of(TextChoice.NONE.withVocabulary(List.of("Dashwood", "诺兰")));

        assertEquals(Optional.of("Dashwood, 诺兰"), pass.hotwords());
        assertEquals(Optional.empty(), TextPass.NONE.hotwords());
    }

    @Test
    @Reaches(ErrorCode.VOCABULARY_TOO_LONG)
    void wordsForWhichThereIsNoRoomAreNamed() {
        List<String> words = Stream.concat(Collections.nCopies(30, "Dashwood").stream(), Stream.of("Norland", "I"))
                .toList();

        TextPass pass = TextPass.of(TextChoice.NONE.withVocabulary(words));

        assertEquals(Optional.of(String.join(", ", words.subList(0, 30))), pass.hotwords());
        assertEquals(List.of(new SettingsNotice(ErrorCode.VOCABULARY_TOO_LONG, List.of("Norland"))), pass.notices());
    }
}
