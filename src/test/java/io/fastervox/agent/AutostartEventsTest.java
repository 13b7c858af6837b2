package io.fastervox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.config.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R6: the start with the system")
class AutostartEventsTest {
    private static final AgentState STATE = AgentState.starting(Settings.DEFAULTS, Locale.ENGLISH, false);

    @Test
    void aWindowShowsWhatTheSystemSaysWhenItOpens() {
        assertEquals(
                Step.of(STATE, new Effect.Show(Windows.Window.SETTINGS), Effect.Order.LOOK_AROUND),
                new Command.Show(Windows.Window.SETTINGS).on(STATE));
    }

    @Test
    void aWishIsPassedOnAndOnlyTheSystemsWordCounts() {
        Step wished = new Command.Autostart(true).on(STATE);
        Step told = new Report.AutostartIs(Optional.of(false)).on(wished.state());

        assertEquals(
                List.of(Optional.empty(), List.of(new Effect.Autostart(true)), Optional.of(false)),
                List.of(
                        wished.state().autostart(),
                        wished.effects(),
                        told.state().autostart()));
    }
}
