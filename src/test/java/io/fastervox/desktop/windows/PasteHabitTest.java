package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.Shortcut;
import io.fastervox.desktop.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasteHabitTest {
    private static final PasteHabit OWN = new PasteHabit(Set.of(), Set.of("mintty.exe"), "Ctrl+Shift+V", false, 500);

    private static Target window(String kind, String program) {
        return new Target(1, 2, kind, program, Target.Reach.REACHED);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Notepad,                      notepad.exe,         Ctrl+V,       200,  a\\r\\nb
            CASCADIA_HOSTING_WINDOW_CLASS,windowsterminal.exe, Ctrl+Shift+V, 200,  a b
            ConsoleWindowClass,           cmd.exe,             Shift+Insert, 200,  a b
            Chrome_WidgetWin_1,           tabby.exe,           Ctrl+Shift+V, 200,  a b
            TscShellContainerClass,       mstsc.exe,           Ctrl+V,       3000, a\\r\\nb
            """)
    void aWindowIsPastedIntoAsItWantsIt(String kind, String program, String chord, int quiet, String fitting) {
        PasteHabit habit = PasteHabit.of(window(kind, program), List.of());

        assertEquals(
                List.of(chord, quiet, fitting.replace("\\r\\n", "\r\n")),
                List.of(habit.shortcut().toString(), habit.quietMillis(), habit.fit("a\nb")));
    }

    @Test
    void aPersonsOwnHabitComesFirst() {
        assertEquals(OWN, PasteHabit.of(window("mintty", "mintty.exe"), List.of(OWN)));
    }

    @Test
    void aPersonsOwnHabitIsOneOfAProgramAndTheTextStaysAsLongAsItNeeds() {
        assertEquals(
                List.of(
                        new PasteHabit(Set.of(), Set.of("editor.exe"), "Shift+Insert", true, 200),
                        new PasteHabit(Set.of(), Set.of("mstsc.exe"), "Shift+Insert", false, 3000)),
                List.of(
                        PasteHabit.ofProgram("Editor.exe", "Shift+Insert", true),
                        PasteHabit.ofProgram("MSTSC.exe", "Shift+Insert", false)));
    }

    @Test
    void everyShippedChordIsAShortcut() {
        assertEquals(
                List.of(),
                PasteHabit.shipped().stream()
                        .map(PasteHabit::chord)
                        .filter(chord -> Shortcut.parse(chord).equals(Optional.empty()))
                        .toList());
    }

    @Test
    void noLineOfATextRunsACommandInATerminal() {
        PasteHabit terminal = PasteHabit.of(window("PuTTY", "putty.exe"), List.of());

        assertEquals("echo 1 rm 2", terminal.fit(" echo 1 \r\n\n  rm 2\n"));
    }
}
