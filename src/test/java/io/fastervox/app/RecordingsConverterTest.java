package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R3: recordings as they are named where the shell leaves patterns to the program")
class RecordingsConverterTest {
    private final RecordingsConverter converter = new RecordingsConverter(true);
    private final Path folder;

    RecordingsConverterTest(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectory(temporary.resolve("会议 [2]"));
        Files.createDirectory(folder.resolve("folder.mp3"));
        for (String name : List.of("b.mp3", "a.mp3", "a1.mp3", "张 三.mp3", "x [1].wav", "x 1.wav", "{y}.ogg", "y.ogg")) {
            Files.createFile(folder.resolve(name));
        }
    }

    private List<Path> files(String... names) {
        return Stream.of(names).map(folder::resolve).toList();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    *.mp3   | a.mp3, a1.mp3, b.mp3, 张 三.mp3
                    ?.mp3   | a.mp3, b.mp3
                    a*      | a.mp3, a1.mp3
                    x [1].* | x [1].wav
                    {y}.*   | {y}.ogg
                    """, delimiter = '|')
    void aPatternInTheLastPartIsTheFilesThatItFits(String pattern, String names) {
        assertEquals(new Recordings(files(names.split(", "))), converter.convert(folder + "/" + pattern));
    }

    @Test
    void withoutAPatternOneFileIsNamedWhetherItIsThereOrNot() {
        assertEquals(
                List.of(new Recordings(files("x [1].wav")), new Recordings(files("missing.mp3"))),
                List.of(converter.convert(folder + "/x [1].wav"), converter.convert(folder + "/missing.mp3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*.flac", "/missing/*.mp3", ""})
    void whatFitsNothingIsRefused(String pattern) {
        String word = pattern.isEmpty() ? "" : folder + pattern;

        assertThrows(NotPossible.class, () -> converter.convert(word));
    }

    @Test
    void theWordsFollowOneAnother() {
        assertEquals(
                files("{y}.ogg", "a.mp3", "b.mp3"),
                Recordings.of(List.of(converter.convert(folder + "/{y}.ogg"), converter.convert(folder + "/?.mp3"))));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // which has no such names
    void whereTheShellPutsTheNamesInAStarIsPartOfOne() {
        assertEquals(new Recordings(files("*.mp3")), new RecordingsConverter(false).convert(folder + "/*.mp3"));
    }
}
