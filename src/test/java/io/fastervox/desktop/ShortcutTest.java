package io.fastervox.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortcutTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            ctrl+shift+space,     Ctrl+Shift+Space
            Shift + Ctrl + Space, Ctrl+Shift+Space
            F9,                   F9
            WIN+ALT+1,            Alt+Win+1
            Ctrl+PageDown,        Ctrl+PageDown
            """)
    void isReadInAnyOrderAndCase(String text, String written) {
        assertEquals(Optional.of(written), Shortcut.parse(text).map(Shortcut::toString));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ctrl", "Ctrl+", "+Space", "Ctrl+Ctrl+A", "Hyper+A", "Ctrl+A+B", "Ctrl+Ä"})
    void whatIsNoShortcutIsSeen(String text) {
        assertEquals(Optional.empty(), Shortcut.parse(text));
    }

    @Test
    void aKeyThatPeopleWriteWithIsNotForTaking() {
        List<Shortcut> taken = List.of(
                Shortcut.of(Key.A),
                Shortcut.of(Key.HOME, Modifier.SHIFT),
                Shortcut.of(Key.F9),
                Shortcut.of(Key.PAUSE),
                Shortcut.of(Key.SPACE, Modifier.CTRL),
                Shortcut.of(Key.V, Modifier.CTRL),
                Shortcut.of(Key.V, Modifier.CTRL, Modifier.SHIFT));

        assertEquals(
                List.of(true, true, false, false, false, true, true),
                taken.stream().map(Shortcut::takesAKeyOfWriting).toList());
    }

    @Test
    void whatAltGrWritesIsSeen() {
        List<Shortcut> pressed = List.of(
                Shortcut.of(Key.E, Modifier.CTRL, Modifier.ALT),
                Shortcut.of(Key.E, Modifier.CTRL, Modifier.ALT, Modifier.SHIFT),
                Shortcut.of(Key.F9, Modifier.CTRL, Modifier.ALT),
                Shortcut.of(Key.E, Modifier.CTRL, Modifier.SHIFT));

        assertEquals(
                List.of(true, true, false, false),
                pressed.stream().map(Shortcut::mayBeAltGr).toList());
    }

    @Test
    void anotherKeyComesWithTheModifiersThatAreStillHeld() {
        assertEquals(
                Set.of(
                        Shortcut.of(Key.ESCAPE),
                        Shortcut.of(Key.ESCAPE, Modifier.CTRL),
                        Shortcut.of(Key.ESCAPE, Modifier.WIN),
                        Shortcut.of(Key.ESCAPE, Modifier.CTRL, Modifier.WIN)),
                Shortcut.of(Key.H, Modifier.CTRL, Modifier.WIN).whileHeld(Key.ESCAPE));
    }
}
