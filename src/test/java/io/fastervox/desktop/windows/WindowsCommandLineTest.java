package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@Tag("names")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("R3: the command line outside the code page")
class WindowsCommandLineTest {
    @Test
    void itsFirstWordIsTheProgram() throws WindowsException {
        List<String> words = WindowsCommandLine.words();

        assertTrue(words.get(0).endsWith("java.exe"), words.toString());
    }

    /** The tier starts Java with {@code -Dfastervox.test.word=한국 会议 ā}, which no code page holds. */
    @Test
    @EnabledIfSystemProperty(named = "fastervox.test.word", matches = ".+")
    void wordsThatJavaGetsDamagedAreWhole() throws WindowsException {
        List<String> words = WindowsCommandLine.words();

        assertTrue(words.contains("-Dfastervox.test.word=한국 会议 ā"), words.toString());
    }
}
