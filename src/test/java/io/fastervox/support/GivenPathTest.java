package io.fastervox.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.InvalidPathException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R3: Windows' prefix for long paths")
class GivenPathTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            \\\\?\\C:\\张 三\\x.wav           | C:\\张 三\\x.wav
            \\\\?\\c:\\                       | c:\\
            \\\\?\\UNC\\server\\share\\x.wav  | \\\\server\\share\\x.wav
            \\\\?\\unc\\server\\share\\x.wav  | \\\\server\\share\\x.wav
            \\\\server\\share\\x.wav          | \\\\server\\share\\x.wav
            C:\\x.wav                         | C:\\x.wav
            x.wav                             | x.wav
            """, delimiter = '|')
    void isTakenAwayBeforeADriveAndAShare(String given, String path) {
        assertEquals(path, GivenPath.withoutPrefix(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\\\?\\Volume{b75e2c83-0000-0000-0000-602f00000000}\\x.wav",
                "\\\\?\\C:",
                "\\\\?\\",
                "\\\\?\\x.wav"
            })
    void isRefusedBeforeAnythingElse(String given) {
        assertThrows(InvalidPathException.class, () -> GivenPath.withoutPrefix(given));
    }
}
