package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.config.HistoryChoice;
import io.fastervox.config.HistoryChoice.Keeping;
import io.fastervox.history.History;
import io.fastervox.history.HistoryEntry;
import io.fastervox.support.CodedException;
import io.fastervox.support.Messages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fvox history shows and deletes what was dictated")
class HistoryCommandTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.000Z");
    private static final String FIRST = "20261126-120000-000";
    private static final String SECOND = "20261126-120100-000";

    private final Path home;

    HistoryCommandTest(@TempDir Path home) throws Exception {
        this.home = home;
        keep(NOON, "Young John\nDashwood", Optional.of("notepad.exe"));
        keep(NOON.plusSeconds(60), "诺兰庄园", Optional.empty());
    }

    private void keep(Instant when, String text, Optional<String> application) throws Exception {
        Path said = Files.createFile(home.resolve("said.wav"));
        new History(home.resolve("history"), Optional.empty(), Clock.fixed(when, ZoneOffset.UTC))
                .add(
                        new HistoryEntry(
                                text, application, Optional.of("en"), 2.5, 0.3, Optional.of("base"), List.of()),
                        said,
                        new HistoryChoice(Keeping.PLAIN, 0, 100));
    }

    private record Outcome(int code, String out) {}

    private Outcome fvox(String... words) throws CodedException {
        Written written = new Written();
        PrintStream out = written.stream();
        Console console = new Console(out, out, Messages.in(Locale.ENGLISH), false);
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console)) {
            int code = Main.commandLine(words, composition, out, out).execute(words);
            return new Outcome(code, written.text());
        }
    }

    @Test
    void theNewestStandsLastAndEachTakesOneLine() throws CodedException {
        String withoutTimes = fvox("history", "list").out().replaceAll("(?m)^(\\S+)  .*?  +(\\d)", "$1  $2");

        assertEquals(FIRST + "  2.5 s  notepad.exe  Young John Dashwood\n" + SECOND + "  2.5 s  诺兰庄园\n", withoutTimes);
    }

    @Test
    void scriptsGetEverythingTheNewestFirst() throws CodedException {
        assertEquals(new Outcome(0, """
                        {
                          "id" : "20261126-120000-000",
                          "when" : "2026-11-26T12:00:00Z",
                          "text" : "Young John\\nDashwood",
                          "application" : "notepad.exe",
                          "language" : "en",
                          "speech" : 2.5,
                          "release_to_text" : 0.3,
                          "model" : "base",
                          "earlier" : [ ],
                          "recording" : true
                        }
                        """), fvox("history", "show", FIRST, "--json"));
        assertEquals(true, fvox("history", "list", "--json").out().startsWith("[ {\n  \"id\" : \"" + SECOND + "\""));
    }

    @Test
    void withoutAnIdTheNewestIsShown() throws CodedException {
        assertEquals(new Outcome(0, "诺兰庄园\n"), fvox("history", "show"));
    }

    @Test
    void whatIsDeletedIsGoneAndClearingLeavesNothing() throws CodedException, IOException {
        assertEquals(new Outcome(0, ""), fvox("history", "delete", SECOND));
        assertEquals(new Outcome(0, "Young John\nDashwood\n"), fvox("history", "show"));
        assertEquals(new Outcome(0, "Deleted: 1\n"), fvox("history", "clear"));
        assertEquals(new Outcome(0, "The history is empty.\n"), fvox("history", "list"));
        try (var files = Files.list(home.resolve("history"))) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void anIdThatIsNotThereIsAnErrorWithARemedy() throws CodedException {
        assertEquals(new Outcome(1, """
                        fvox: The history does not hold this, or not with its recording: 3 [FV119]
                              "fvox history list" shows what there is. Entries go after the days that the settings say.
                        """), fvox("history", "delete", "3"));
    }
}
