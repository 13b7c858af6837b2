package io.fastervox.desktop.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.Hotkeys;
import io.fastervox.desktop.Hotkeys.Registration;
import io.fastervox.desktop.HotkeysContract;
import io.fastervox.desktop.Key;
import io.fastervox.desktop.Shortcut;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlessHotkeysTest extends HotkeysContract {
    private static final Shortcut F9 = Shortcut.of(Key.F9);

    private final HeadlessHotkeys hotkeys = new HeadlessHotkeys();
    private final List<String> heard = new ArrayList<>();

    private final Hotkeys.Presses presses = new Hotkeys.Presses() {
        @Override
        public void pressed() {
            heard.add("pressed");
        }

        @Override
        public void released() {
            heard.add("released");
        }

        @Override
        public void lost(Registration state) {
            heard.add(state.toString());
        }
    };

    @Override
    protected Hotkeys hotkeys() {
        return hotkeys;
    }

    @Test
    void pressesReachTheirListener() {
        hotkeys.register(F9, presses);

        hotkeys.press(F9);
        hotkeys.release(F9);
        hotkeys.lose(F9);

        assertEquals(List.of("pressed", "released", "Taken[shortcut=F9]"), heard);
    }

    @Test
    void nobodyHearsAnUnregisteredShortcut() {
        hotkeys.register(F9, presses);
        hotkeys.unregister(F9);

        assertEquals(List.of(false, List.of()), List.of(hotkeys.press(F9), heard));
    }
}
