package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R3: arguments outside the code page")
class LauncherArgumentsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    # why                           | given         | command line                         | arguments
                    nothing was damaged             | a,b           | fvox.exe,a,b                         | a,b
                    unknown letters                 | transcribe,??.wav | fvox.exe,transcribe,会议.wav     | transcribe,会议.wav
                    letters that look alike         | Zoltan.wav    | fvox.exe,Zoltān.wav                  | Zoltān.wav
                    UTF-8 read as another code page | ä¼š.wav       | fvox.exe,会.wav                      | 会.wav
                    java.exe with its own options   | --x,?         | java.exe,-cp,lib,Main,--x,三         | --x,三
                    a question mark that was typed  | a?            | fvox.exe,a?                          | a?
                    defaults of the launcher        | --help        | fvox.exe                             | --help
                    no arguments                    | ''            | fvox.exe                             | ''
                    java.exe expanded a wildcard    | 1.wav,2.wav   | java.exe,Main,*.wav                  | 1.wav,2.wav
                    expanded beyond the line        | 1,2,3,4       | java.exe,Main,*                      | 1,2,3,4
                    not Windows                     | 会议.wav      | ''                                   | 会议.wav
                    """, delimiter = '|')
    void theTypedWordsAreFound(String why, String given, String commandLine, String arguments) {
        assertEquals(words(arguments), LauncherArguments.of(words(given), words(commandLine)));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }
}
