package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.Shortcut;
import io.fastervox.desktop.headless.HeadlessHotkeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CancelKeysTest {
    private static final Shortcut ESCAPE = shortcut("Esc");
    private static final Shortcut CTRL_ESCAPE = shortcut("Ctrl+Esc");

    private final HeadlessHotkeys hotkeys = new HeadlessHotkeys();
    private final List<String> cancelled = new ArrayList<>();
    private final CancelKeys keys = new CancelKeys(hotkeys, () -> cancelled.add("cancelled"));

    private static Shortcut shortcut(String text) {
        return Shortcut.parse(text).orElseThrow();
    }

    /** Which of them this program has. */
    private List<String> ours(String... shortcuts) {
        return Stream.of(shortcuts).filter(text -> hotkeys.has(shortcut(text))).toList();
    }

    @Test
    void escapeStaysOursUntilItIsLetGo() {
        keys.take(Optional.empty());
        hotkeys.press(ESCAPE);
        keys.leave();
        List<String> held = ours("Esc");
        hotkeys.release(ESCAPE);

        assertEquals(List.of(List.of("Esc"), List.of(), List.of("cancelled")), List.of(held, ours("Esc"), cancelled));
    }

    @Test
    void anEscapeThatWasNotPressedIsGivenBackAtOnce() {
        keys.take(Optional.of(AgentDictation.HOTKEY));
        keys.leave();

        assertEquals(List.of(), ours("Ctrl+Win+Esc", "Ctrl+Esc", "Win+Esc", "Esc"));
    }

    /** Whoever lets go of Ctrl first repeats Escape alone. */
    @Test
    void allFormsOfAHeldEscapeStayOurs() {
        keys.take(Optional.of(AgentDictation.HOTKEY));
        hotkeys.press(CTRL_ESCAPE);
        keys.letGo();
        keys.leave();
        List<String> held = ours("Ctrl+Win+Esc", "Ctrl+Esc", "Win+Esc", "Esc");
        hotkeys.release(CTRL_ESCAPE);

        assertEquals(
                List.of(List.of("Ctrl+Win+Esc", "Ctrl+Esc", "Win+Esc", "Esc"), List.of()),
                List.of(held, ours("Ctrl+Win+Esc", "Ctrl+Esc", "Win+Esc", "Esc")));
    }

    @Test
    void aHeldEscapeServesTheNextRecordingToo() {
        keys.take(Optional.empty());
        hotkeys.press(ESCAPE);
        keys.leave();
        keys.take(Optional.empty());
        hotkeys.release(ESCAPE);
        hotkeys.press(ESCAPE);

        assertEquals(List.of("cancelled", "cancelled"), cancelled);
    }

    @Test
    void anEscapeThatIsTakenAwayWhileItIsHeldIsNotWaitedFor() {
        keys.take(Optional.empty());
        hotkeys.press(ESCAPE);
        hotkeys.lose(ESCAPE);
        keys.take(Optional.of(AgentDictation.HOTKEY));
        keys.leave();

        assertEquals(List.of(), ours("Ctrl+Win+Esc", "Ctrl+Esc", "Win+Esc", "Esc"));
    }
}
