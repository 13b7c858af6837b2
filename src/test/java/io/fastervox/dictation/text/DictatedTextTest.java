package io.fastervox.dictation.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.engine.Segment;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DictatedTextTest {
    /** Segments are separated by a bar. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            ' Hello,| world.';Hello, world.
            'Hello.|World.  ';Hello. World.
            '  one \n\n two|   | three ';one two three
            '你好。|今天天气很好。';你好。今天天气很好。
            ' 我用|Java| 写程序。';我用Java写程序。
            'これは|テスト';これはテスト
            'สวัสดี| ครับ';สวัสดี ครับ
            'สวัส|ดีครับ';สวัสดีครับ
            '안녕하세요.| 반갑습니다.';안녕하세요. 반갑습니다.
            '  ';''
            """)
    void segmentsBecomeOneText(String segments, String text) {
        assertEquals(
                text,
                DictatedText.of(Stream.of(segments.split("\\|"))
                        .map(part -> new Segment(0, 0, 1, part, 0, 0, 1, 0, Optional.empty()))
                        .toList()));
    }
}
