package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "naïve, 5",
        "e\u0301, 1",
        "مرحبا, 5",
        "مَ, 1",
        "你好, 4",
        "，。, 4",
        "カナ, 4",
        "ｶﾅ, 2",
        "한국, 4",
        "ＡＢ, 4",
        "👍🏽, 4",
        "“a”, 3"
    })
    void fullWidthCharactersTakeTwoColumnsAndMarksNone(String text, int columns) {
        assertEquals(columns, Columns.of(text));
    }

    @Test
    void textIsMostlyWideWhenWideCharactersTakeMoreThanHalfOfIt() {
        assertEquals(
                List.of(true, true, false, false),
                Stream.of("去图书馆", "去Java图书馆", "go to 图书馆 today", "")
                        .map(Columns::mostlyWide)
                        .toList());
    }
}
