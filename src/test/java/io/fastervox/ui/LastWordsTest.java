package io.fastervox.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastWordsTest {
    /** Each letter is as wide as the others, Chinese ones twice as wide. */
    private static int width(String text) {
        return text.codePoints()
                .map(letter -> Character.isIdeographic(letter) ? 2 : 1)
                .sum();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            it fits,                        7, it fits
            he was not an ill-disposed man, 20, …an ill-disposed man
            he was not,                     8, …was not
            he was not,                     7, …not
            incomprehensibilities,          6, …ities
            今天天气很好我们去公园吧,           11, …们去公园吧
            我们用 Java 写程序,               9, …写程序
            👩‍💻👩‍💻👩‍💻,                 4, …👩‍💻
            '',                             3, ''
            """)
    void theEndOfALineThatIsTooLongIsShown(String text, int room, String shown) {
        assertEquals(shown, LastWords.of(text, room, LastWordsTest::width));
    }

    @Test
    void ofALongTextOnlyTheEndIsLookedAt() {
        int[] measured = {0};
        String text = "word ".repeat(100_000).strip();

        String shown = LastWords.of(text, 10, line -> {
            measured[0] += line.length();
            return width(line);
        });

        assertEquals("…word word", shown);
        assertEquals(true, measured[0] < 1_000, "letters measured: " + measured[0]);
    }
}
