package io.fastervox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordErrorRateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            had he married a woman   | Had he married a woman.        | 0
            it's don't               | “It’s, ‘don’t’!”               | 0
            one two three four       | one three four                 | 0.25
            one two three four       | one two five three four        | 0.25
            one two three four       | one too three for              | 0.5
            one two three four       | ''                             | 1
            one                      | and one and two                | 3
            naïve café               | nai\u0308ve cafe\u0301         | 0
            Жил был поэт             | жил, был — поэт                | 0
            """)
    void countsSubstitutedMissingAndAddedWords(String reference, String heard, double rate) {
        assertEquals(rate, WordErrorRate.of(reference, heard));
    }

    @Test
    void refusesAReferenceWithoutWords() {
        assertThrows(IllegalArgumentException.class, () -> WordErrorRate.of(" … ", "word"));
    }
}
