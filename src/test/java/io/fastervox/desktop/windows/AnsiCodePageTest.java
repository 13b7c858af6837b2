package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("windows")
@Tag("names")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("R3: which names the ANSI code page knows")
class AnsiCodePageTest {
    @Test
    @EnabledIfSystemProperty(named = "fastervox.test.codepage", matches = "\\d+")
    void itIsTheOneOfTheSystem() throws WindowsException {
        assertEquals(Integer.getInteger("fastervox.test.codepage"), AnsiCodePage.number());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # text        | 1252  | 936
                    C:\\Users\\me | true  | true
                    ''            | true  | true
                    Muñoz         | true  | false
                    张 三         | false | true
                    Zoltán ā      | false | true
                    Андрей        | false | true
                    한국          | false | false
                    😀            | false | false
                    """, delimiter = '|')
    void onlyNamesThatComeThroughUnchangedAreHeld(String text, boolean western, boolean chinese)
            throws WindowsException {
        int page = AnsiCodePage.number();
        assumeTrue(page == 1252 || page == 936, () -> "another code page: " + page);

        assertEquals(page == 936 ? chinese : western, AnsiCodePage.holds(text));
    }
}
