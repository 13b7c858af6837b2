package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    plain,  5
                    été ā,  5
                    会议,   4
                    한국어, 6
                    カナ,   4
                    ，。,   4
                    😀,     2
                    """)
    void lettersOfEastAsiaTakeTwoColumns(String text, int columns) {
        assertEquals(columns, TerminalText.columns(text));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    plain, 5, plain
                    plain, 4, pla…
                    会议,  4, 会议
                    会议,  3, 会…
                    会议a, 4, 会…
                    """)
    void aCutTextFits(String text, int columns, String cut) {
        assertEquals(cut, TerminalText.cut(text, columns));
    }
}
