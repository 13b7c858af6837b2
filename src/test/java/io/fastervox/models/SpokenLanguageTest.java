package io.fastervox.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpokenLanguageTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            en,             en
            ' ZH ',         zh
            zh-CN,          zh
            pt_BR,          pt
            yue,            yue
            haw,            haw
            German,         de
            chinese,        zh
            haitian creole, ht
            德语,           de
            jw,             jw
            jv,             jw
            Javanese,       jw
            nb-NO,          no
            Farsi,          fa
            """)
    void aCodeOrANameIsUnderstood(String written, String code) throws Exception {
        assertEquals(code, SpokenLanguage.require(written, Locale.SIMPLIFIED_CHINESE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", " Auto ", "AUTO"})
    void inPlaceOfALanguageItsDetectionCanBeAskedFor(String written) throws Exception {
        assertEquals(Optional.empty(), SpokenLanguage.orDetected(written, Locale.ENGLISH));
    }

    @Test
    void whatDoesNotAskForDetectionIsALanguage() throws Exception {
        assertEquals(Optional.of("de"), SpokenLanguage.orDetected("German", Locale.ENGLISH));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            frensh,  'fr (French), fi (Finnish), cy (Welsh)'
            germn,   'de (German), ka (Georgian), fa (Persian)'
            xx,      'lb (Luxembourgish), en (English), zh (Chinese)'
            '',      'en (English), zh (Chinese), de (German)'
            """)
    @Reaches(ErrorCode.LANGUAGE_UNKNOWN)
    void anUnknownOneIsRefusedWithTheMostSimilarOnes(String written, String similar) {
        ModelException refusal =
                assertThrows(ModelException.class, () -> SpokenLanguage.require(written, Locale.ENGLISH));

        assertEquals(
                List.of(ErrorCode.LANGUAGE_UNKNOWN, written, similar),
                Stream.concat(Stream.of(refusal.code()), refusal.arguments().stream())
                        .toList());
    }

    @Test
    void everyLanguageHasANameForReadersOfBothLanguages() {
        assertEquals(
                List.of(),
                SpokenLanguage.all().stream()
                        .filter(code ->
                                SpokenLanguage.name(code, Locale.ENGLISH).equals(code)
                                        || SpokenLanguage.name(code, Locale.SIMPLIFIED_CHINESE)
                                                .equals(code))
                        .toList());
    }
}
