package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.Report;
import io.fastervox.config.Policy;
import io.fastervox.desktop.Autostart;
import io.fastervox.desktop.ExplorerMenu;
import io.fastervox.desktop.MicrophonePrivacy;
import io.fastervox.desktop.headless.HeadlessClipboard;
import io.fastervox.desktop.headless.HeadlessForeground;
import io.fastervox.desktop.headless.HeadlessPaster;
import io.fastervox.desktop.headless.HeadlessSession;
import io.fastervox.desktop.headless.NoHotkeys;
import io.fastervox.desktop.headless.NoShell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UpkeepTest {
    private final List<String> done = new ArrayList<>();
    private final List<AgentEvent> told = new ArrayList<>();

    private List<String> after(Optional<Boolean> autostart, Policy policy) {
        HeadlessForeground foreground = new HeadlessForeground();
        HeadlessClipboard clipboard = new HeadlessClipboard();
        Upkeep.of(
                new Platform(
                        new NoHotkeys(),
                        clipboard,
                        new HeadlessPaster(foreground, clipboard),
                        foreground,
                        new HeadlessSession(),
                        () -> MicrophonePrivacy.Access.UNKNOWN,
                        new NoShell(),
                        new StartOf(autostart),
                        new Menu()),
                policy,
                told::add);
        return done;
    }

    private static Policy autostart(boolean wanted) {
        return new Policy(Set.of(), true, true, true, Optional.of(wanted));
    }

    @Test
    void withoutAPolicyTheMenuIsMendedAndTheStartStaysAsItIs() {
        assertEquals(List.of("menu repaired"), after(Optional.of(false), Policy.NONE));
    }

    @Test
    void theMenuGoesWhereRecordingsAreSwitchedOff() {
        assertEquals(
                List.of("menu removed"),
                after(Optional.of(false), new Policy(Set.of(), true, false, true, Optional.empty())));
    }

    @Test
    void theStartWithTheSystemBecomesWhatThePolicySays() {
        assertEquals(List.of("menu repaired", "start true"), after(Optional.of(false), autostart(true)));
        assertEquals(List.of(new Report.AutostartIs(Optional.of(true))), told);
    }

    @Test
    void itIsTurnedOffToo() {
        assertEquals(List.of("menu repaired", "start false"), after(Optional.of(true), autostart(false)));
    }

    @Test
    void whatIsSoAlreadyOrCannotBeIsLeftAlone() {
        assertEquals(List.of("menu repaired"), after(Optional.of(true), autostart(true)));
        done.clear();
        assertEquals(List.of("menu repaired"), after(Optional.empty(), autostart(true)));
    }

    private final class StartOf implements Autostart {
        private Optional<Boolean> now;

        StartOf(Optional<Boolean> now) {
            this.now = now;
        }

        @Override
        public Optional<Boolean> isOn() {
            return now;
        }

        @Override
        public boolean turn(boolean on) {
            now = Optional.of(on);
            return done.add("start " + on);
        }
    }

    private final class Menu implements ExplorerMenu {
        @Override
        public Outcome repair() {
            done.add("menu repaired");
            return new Outcome.Done(0);
        }

        @Override
        public Outcome remove() {
            done.add("menu removed");
            return new Outcome.Done(1);
        }
    }
}
