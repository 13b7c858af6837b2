package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R3: the \\\\?\\ form of paths")
class ExtendedPathTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    C:\\              | \\\\?\\C:\\
                    C:\\张 三\\x      | \\\\?\\C:\\张 三\\x
                    \\\\server\\share | \\\\?\\UNC\\server\\share
                    """, delimiter = '|')
    void aPathGetsThePrefixAndLosesIt(String plain, String extended) {
        assertEquals(extended, ExtendedPath.prefixed(plain));
        assertEquals(plain, ExtendedPath.plain(extended));
    }

    @ParameterizedTest
    @CsvSource({"\\\\?\\C:\\x", "\\\\?\\UNC\\server\\share", "\\\\.\\pipe\\x"})
    void aPathOfAnotherNamespaceStaysAsItIs(String path) {
        assertEquals(path, ExtendedPath.prefixed(path));
    }
}
