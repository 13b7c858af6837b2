package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
@Tag("names")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("R3: paths as they are given")
class PathConverterTest {
    private final PathConverter converter = new PathConverter();

    @ParameterizedTest
    @CsvSource(textBlock = """
                    C:\\张 三\\x.wav                  | C:\\张 三\\x.wav
                    \\\\?\\C:\\张 三\\x.wav           | C:\\张 三\\x.wav
                    \\\\server\\share\\x.wav          | \\\\server\\share\\x.wav
                    \\\\?\\UNC\\server\\share\\x.wav  | \\\\server\\share\\x.wav
                    \\\\?\\unc\\server\\share\\x.wav  | \\\\server\\share\\x.wav
                    \\\\?\\c:\\                       | c:\\
                    """, delimiter = '|')
    void aLongPathsPrefixIsTakenAway(String given, String path) {
        assertEquals(Path.of(path), converter.convert(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*.wav", "a|b.wav", "C:\\a<b>.wav", "\\\\?\\Volume{b75e2c83-0000-0000-0000-602f00000000}\\x.wav"
            })
    void aNameThatWindowsDoesNotHaveIsRefused(String given) {
        assertThrows(NotPossible.class, () -> converter.convert(given));
    }
}
