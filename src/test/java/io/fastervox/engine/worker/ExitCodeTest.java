package io.fastervox.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            0,           exit code 0
            3,           exit code 3
            137,         signal 9
            139,         signal 11
            255,         exit code 255
            -1073740791, exit code 0xC0000409
            -1073741819, exit code 0xC0000005
            """)
    void namesSignalsAndWindowsStatusCodes(int code, String description) {
        assertEquals(description, ExitCode.describe(code));
    }
}
