package io.fastervox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.config.Policy;
import io.fastervox.config.Settings;
import io.fastervox.desktop.Balloon;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Progress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an administrator has decided")
class PolicyEventsTest {
    private static final AgentState STATE = state(new Policy(Set.of("model"), false, true, true, Optional.of(true)));

    private static AgentState state(Policy policy) {
        Settings settings = Settings.DEFAULTS.withModel(Optional.of("base")).under(policy);
        AgentState starting = AgentState.starting(settings, Locale.ENGLISH, false);
        return new Report.Prepared(new Ready("base", "cpu", "int8"))
                .on(starting)
                .state();
    }

    private static Effect tell(Balloon.Kind kind, String text) {
        return new Effect.Tell(new Balloon(kind, "Faster-Vox", text));
    }

    @Test
    void aDictationIsRefusedWithAWord() {
        assertEquals(
                Step.of(
                        STATE,
                        tell(
                                Balloon.Kind.WARNING,
                                "Your organisation has switched dictation off on this computer. [FV120]")),
                new Command.Dictate().on(STATE));
    }

    @Test
    void theMicrophoneIsNotListenedTo() {
        assertEquals(Step.of(STATE, new Effect.Listen(false)), new Command.Listen(true).on(STATE));
    }

    @Test
    void theStartWithTheSystemIsNotThePersonsChoice() {
        assertEquals(Step.of(STATE), new Command.Autostart(false).on(STATE));
    }

    @Test
    void changesKeepWhatIsDecidedAndTheSwitches() {
        Settings chosen = STATE.settings().withModel(Optional.of("tiny")).withLanguage(Optional.of("de"));

        AgentState changed = new Command.Change(chosen).on(STATE).state();

        assertEquals(STATE.settings().withLanguage(Optional.of("de")), changed.settings());
    }

    @Test
    void theEndOfABuildPromisesNoDictation() {
        AgentState starting = AgentState.starting(STATE.settings(), Locale.ENGLISH, false);
        Progress half = new Progress("fetch", "", 50, 100, Progress.Unit.BYTES);
        AgentState built = new Report.Progressed(new Track("environment", half, 10))
                .on(starting)
                .state();

        assertEquals(
                List.of(tell(Balloon.Kind.INFO, "Ready")),
                new Report.Prepared(new Ready("base", "cpu", "int8")).on(built).effects());
    }

    @Test
    void packagesOfAGraphicsCardThatNobodyMayFetchAreNoNews() {
        Problem off = new Problem(ErrorCode.DOWNLOADS_OFF, List.of("torch.whl"));

        assertEquals(List.of(), new Report.GpuWaits("GeForce", off).on(STATE).effects());
    }

    @Test
    void thoseThatCannotBeFetchedJustNowAreTold() {
        Problem offline = new Problem(ErrorCode.OFFLINE, List.of("torch.whl", "no route"));

        assertEquals(
                List.of(tell(
                        Balloon.Kind.WARNING,
                        "The packages of GeForce could not be made ready: "
                                + STATE.messages().cause(offline.code(), offline.arguments())
                                + " The processor computes. It is tried again at the next start.")),
                new Report.GpuWaits("GeForce", offline).on(STATE).effects());
    }
}
