package io.fastervox.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.agent.AgentState;
import io.fastervox.agent.Command;
import io.fastervox.config.Desk;
import io.fastervox.config.Settings;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.swing.JComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoosersTest {
    private static final Desk DESK =
            Settings.DEFAULTS.desk().withHotkey(Optional.of("Ctrl+F8")).withPasteAgain(Optional.of("Ctrl+F9"));

    private final List<Command> commands = new ArrayList<>();
    private final Choosers choosers = new Choosers(commands::add);

    private void show(String language) {
        Settings settings = Settings.DEFAULTS.withDesk(DESK);
        choosers.update(AgentState.starting(settings, Locale.forLanguageTag(language), false));
    }

    private static String press(JComponent field, int code) {
        ShortcutField pressed = (ShortcutField) field;
        pressed.processKeyEvent(new KeyEvent(
                pressed, KeyEvent.KEY_PRESSED, 0, InputEvent.CTRL_DOWN_MASK, code, KeyEvent.CHAR_UNDEFINED));
        return pressed.getText();
    }

    @Test
    void theShortcutForPastingAgainMakesWayForTheOneOfDictation() {
        show("en");

        String shown = press(choosers.hotkey(), KeyEvent.VK_F9);

        Desk expected = DESK.withHotkey(Optional.of("Ctrl+F9")).withPasteAgain(Optional.empty());
        assertEquals("Ctrl+F9", shown);
        assertEquals(List.of(new Command.Change(Settings.DEFAULTS.withDesk(expected))), commands);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    en,    Ctrl+F8 begins dictation. Press other keys…
                    zh-CN, Ctrl+F8 用于开始听写，请按其他键…
                    """)
    void theShortcutOfDictationIsRefusedForPastingAgain(String language, String why) {
        show(language);

        assertEquals(why, press(choosers.pasteAgain(), KeyEvent.VK_F8));
        assertEquals(List.of(), commands);
    }
}
