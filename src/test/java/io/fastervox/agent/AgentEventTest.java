package io.fastervox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.audio.Recording;
import io.fastervox.config.Desk;
import io.fastervox.config.Settings;
import io.fastervox.desktop.Balloon;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import io.fastervox.support.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R22, R23: what the agent makes of an event")
class AgentEventTest {
    private static final Settings SETTINGS = Settings.DEFAULTS;
    private static final Ready READY = new Ready("base", "cpu", "int8");
    private static final Problem OFFLINE = new Problem(ErrorCode.OFFLINE, List.of("example.org"));
    private static final Problem UNFIT = new Problem(ErrorCode.PLATFORM_UNSUPPORTED, List.of("x", "y"));
    private static final Track HALF = new Track("environment", bytes("fetch", 50, 100), 10);

    private static Progress bytes(String step, long done, long total) {
        return new Progress(step, "", done, total, Progress.Unit.BYTES);
    }

    private static AgentState starting() {
        return AgentState.starting(SETTINGS, Locale.ENGLISH, false);
    }

    private static AgentState ready() {
        return new Report.Prepared(READY).on(starting()).state();
    }

    private static AgentState after(AgentState state, AgentEvent... events) {
        AgentState now = state;
        for (AgentEvent event : events) {
            now = event.on(now).state();
        }
        return now;
    }

    private static Effect tell(Balloon.Kind kind, String text) {
        return new Effect.Tell(new Balloon(kind, "Faster-Vox", text));
    }

    private static Effect answer(Balloon.Kind kind, String text) {
        return new Effect.Answer(new Balloon(kind, "Faster-Vox", text));
    }

    @Nested
    class SettingUp {
        @Test
        void aStartAppliesTheSettingsAndBeginsTheSetUp() {
            assertEquals(
                    Step.of(starting(), new Effect.Apply(SETTINGS, false), new Effect.StartSetUp(SETTINGS)),
                    new Report.Started(List.of()).on(starting()));
        }

        @Test
        void whatIsWrongWithTheSettingsStopsNoStartAndIsAllTold() {
            Problem misspelt = new Problem(ErrorCode.POLICY_FIELD_UNKNOWN, List.of("policy.json", "modell"));
            Problem broken = new Problem(ErrorCode.SETTINGS_UNREADABLE, List.of("settings.json", "line 1"));

            Step step = new Report.Started(List.of(misspelt, broken)).on(starting());

            assertEquals(
                    Step.of(
                            starting().withProblem(Optional.of(misspelt)),
                            new Effect.Apply(SETTINGS, false),
                            new Effect.StartSetUp(SETTINGS),
                            told(misspelt),
                            told(broken)),
                    step);
        }

        private Effect told(Problem problem) {
            Messages messages = starting().messages();
            return tell(Balloon.Kind.ERROR, problem.cause(messages) + "\n" + problem.advice(messages));
        }

        @Test
        void somethingToBuildOpensTheWelcomeWindowOnce() {
            Step first = new Report.Progressed(HALF).on(starting());
            Step second = new Report.Progressed(HALF).on(first.state());

            assertEquals(
                    List.of(Phase.PREPARING, List.of(new Effect.Show(Windows.Window.WELCOME)), List.of()),
                    List.of(first.state().phase(), first.effects(), second.effects()));
        }

        @Test
        void startedByTheSystemItOpensNoWindow() {
            AgentState quiet = AgentState.starting(SETTINGS, Locale.ENGLISH, true);

            assertEquals(List.of(), new Report.Progressed(HALF).on(quiet).effects());
        }

        @Test
        void aReadyEnvironmentIsReadyWithoutAWord() {
            Step step = new Report.Prepared(READY).on(starting());

            assertEquals(List.of(Phase.READY, List.of()), List.of(step.state().phase(), step.effects()));
        }

        @Test
        void theEndOfABuildIsTold() {
            AgentState built = after(
                    starting(),
                    new Report.HotkeysAre(Optional.of("F9"), Optional.empty()),
                    new Report.Progressed(HALF));

            assertEquals(
                    List.of(tell(Balloon.Kind.INFO, "Ready. Hold F9 and speak; the text appears where the cursor is.")),
                    new Report.Prepared(READY).on(built).effects());
        }

        @Test
        void whoTogglesIsNotToldToHold() {
            Settings toggled = SETTINGS.withDesk(Desk.DEFAULTS.withHotkeyMode(Desk.HotkeyMode.TOGGLE));
            AgentState built = after(
                    starting(),
                    new Command.Change(toggled),
                    new Report.HotkeysAre(Optional.of("F9"), Optional.empty()),
                    new Report.Progressed(HALF));

            assertEquals(
                    List.of(tell(
                            Balloon.Kind.INFO,
                            "Ready. Press F9, speak, press it again; the text appears where the cursor is.")),
                    new Report.Prepared(READY).on(built).effects());
        }

        @Test
        @DisplayName("R4: a failure that may pass is tried again after a growing pause, and told once")
        void aFailureThatMayPassIsTriedAgain() {
            Step first = new Report.SetUpFailed(OFFLINE).on(starting());
            AgentState again = after(first.state(), new Report.TryAgain(1));
            Step second = new Report.SetUpFailed(OFFLINE).on(again);

            assertEquals(
                    List.of(
                            Phase.PROBLEM,
                            new Effect.TryAgainAfter(Duration.ofSeconds(10), 1),
                            new Effect.Show(Windows.Window.WELCOME),
                            3,
                            Phase.STARTING,
                            List.of(new Effect.TryAgainAfter(Duration.ofSeconds(20), 2))),
                    List.of(
                            first.state().phase(),
                            first.effects().get(0),
                            first.effects().get(2),
                            first.effects().size(),
                            again.phase(),
                            second.effects()));
        }

        @ParameterizedTest
        @CsvSource({"1, 10", "2, 20", "4, 80", "7, 640", "8, 900", "500, 900"})
        void thePauseGrowsUpToAQuarterOfAnHour(int failures, int seconds) {
            assertEquals(
                    Duration.ofSeconds(seconds), new SetUp.Waiting(SetUpProgress.NOTHING, OFFLINE, failures).pause());
        }

        @Test
        void anOldPauseThatEndsChangesNothing() {
            AgentState resumed = after(starting(), new Report.SetUpFailed(OFFLINE), new Command.ResumeSetUp());

            assertEquals(Step.of(resumed), new Report.TryAgain(1).on(resumed));
        }

        @Test
        void aFailureThatStaysWaitsForThePerson() {
            Step step = new Report.SetUpFailed(UNFIT).on(starting());

            assertEquals(
                    List.of(new SetUp.Failed(SetUpProgress.NOTHING, UNFIT), 2),
                    List.of(step.state().setUp(), step.effects().size()));
        }

        @Test
        void aPauseEndsTheWorkAndKeepsHowFarItCame() {
            AgentState building = after(starting(), new Report.Progressed(HALF));
            Step paused = new Command.PauseSetUp().on(building);
            Step late = new Report.Progressed(HALF).on(paused.state());
            Step resumed = new Command.ResumeSetUp().on(paused.state());

            assertEquals(
                    List.of(
                            List.of(Effect.Order.END_SET_UP),
                            Phase.PREPARING,
                            paused.state(),
                            List.of(new Effect.StartSetUp(SETTINGS)),
                            38),
                    List.of(
                            paused.effects(),
                            paused.state().phase(),
                            late.state(),
                            resumed.effects(),
                            resumed.state().setUp().progress().percent()));
        }

        @Test
        void useTheProcessorIsASettingAndBeginsAnew() {
            AgentState failed = after(starting(), new Report.SetUpFailed(OFFLINE));
            Settings cpu = SETTINGS.withDevice(Settings.Device.CPU);

            assertEquals(
                    new Step(
                            failed.with(cpu).with(new SetUp.Running(SetUpProgress.NOTHING, 0)),
                            List.of(new Effect.Save(cpu), new Effect.Apply(cpu, false), new Effect.StartSetUp(cpu))),
                    new Command.Mend(Remedy.USE_CPU).on(failed));
        }

        @Test
        void theShareNeverGoesBackWhenTheModelJoins() {
            AgentState one = after(starting(), new Report.Progressed(HALF));
            AgentState two = after(one, new Report.Progressed(new Track("model", bytes("fetch-model", 0, 100), 0)));
            AgentState three = after(two, new Report.Progressed(new Track("model", bytes("fetch-model", 100, 100), 0)));

            assertEquals(
                    List.of(38, 38, 64),
                    List.of(
                            one.setUp().progress().percent(),
                            two.setUp().progress().percent(),
                            three.setUp().progress().percent()));
        }
    }

    @Nested
    class Dictating {
        private final Dictated text = new Dictated("Ten of clubs.");

        @Test
        void theMenuBeginsAndEnds() {
            AgentState recording = after(ready(), new Report.Moved(Activity.RECORDING));

            assertEquals(
                    List.of(
                            List.of(Effect.Order.START_DICTATION),
                            Phase.RECORDING,
                            List.of(Effect.Order.FINISH_DICTATION),
                            List.of(Effect.Order.FINISH_DICTATION),
                            List.of(Effect.Order.CANCEL_DICTATION)),
                    List.of(
                            new Command.Dictate().on(ready()).effects(),
                            recording.phase(),
                            new Command.Dictate().on(recording).effects(),
                            new Command.FinishDictation().on(recording).effects(),
                            new Command.CancelDictation().on(recording).effects()));
        }

        @Test
        void whileAnotherModelIsFetchedTheFormerOneServes() {
            AgentState fetching = new Command.Change(SETTINGS.withModel(Optional.of("medium")))
                    .on(ready())
                    .state();

            assertEquals(
                    List.of(Optional.empty(), List.of(Effect.Order.START_DICTATION)),
                    List.of(fetching.ready(), new Command.Dictate().on(fetching).effects()));
        }

        @Test
        void beforeItIsReadyItSaysHowFarItIs() {
            AgentState building = after(starting(), new Report.Progressed(HALF));

            assertEquals(
                    Step.of(
                            building,
                            Effect.Order.FINISH_DICTATION,
                            tell(Balloon.Kind.WARNING, "Not ready yet: the set-up is at 38 %."),
                            new Effect.Show(Windows.Window.WELCOME)),
                    new Command.Dictate().on(building));
        }

        @Test
        void aTextThatStandsWhereItBelongsIsKeptAndNotTold() {
            AgentState transcribing = after(ready(), new Report.Moved(Activity.TRANSCRIBING));

            assertEquals(Step.of(ready().plus(text)), new Report.Inserted(text, Optional.empty()).on(transcribing));
        }

        @Test
        void aWorkerThatCrashesWhileSomebodyDictatesHasEveryFileLookedAt() {
            Step failed = new Report.Failed(new Problem(ErrorCode.WORKER_CRASHED, List.of("9"))).on(ready());

            assertEquals(
                    List.of(Optional.empty(), new Effect.Repair(Settings.DEFAULTS)),
                    List.of(failed.state().serving(), failed.effects().get(1)));
        }

        @Test
        void aModelThatIsNotLoadedAheadIsToldAndRepairedAsWithTheKeyWhoseRecordingGoesOn() {
            Problem damaged = new Problem(ErrorCode.MODEL_DAMAGED, List.of("base", "model.bin"));
            Problem full = new Problem(ErrorCode.OUT_OF_MEMORY, List.of("base"));
            AgentState recording = after(ready(), new Report.Moved(Activity.RECORDING));

            Step repaired = new Report.NotLoaded(damaged).on(recording);
            Step told = new Report.NotLoaded(full).on(recording);

            assertEquals(
                    List.of(Optional.empty(), new Effect.Repair(Settings.DEFAULTS), Activity.RECORDING),
                    List.of(
                            repaired.state().serving(),
                            repaired.effects().get(1),
                            repaired.state().activity()));
            String why = full.cause(ready().messages()) + "\n" + full.advice(ready().messages());
            assertEquals(
                    Step.of(
                            recording.withProblem(Optional.of(full)),
                            new Effect.Tell(new Balloon(Balloon.Kind.ERROR, "Faster-Vox", why))),
                    told);
        }

        @Test
        void itSaysThatItRecordsOnlyWhenTheMicrophoneHears() {
            AgentState opening = after(ready(), new Report.Moved(Activity.RECORDING));
            AgentState hearing = after(opening, new Report.Hears());
            AgentState next = after(hearing, new Command.FinishDictation(), new Report.Moved(Activity.RECORDING));
            AgentState late = after(hearing, new Command.FinishDictation(), new Report.Hears());

            assertEquals(
                    List.of("The microphone opens…", "Recording", "The microphone opens…", "Transcribing"),
                    Stream.of(opening, hearing, next, late).map(Wording::of).toList());
        }

        @Test
        void whatBecameOfItIsAnswered() {
            Problem lost = new Problem(ErrorCode.WORKER_UNRESPONSIVE, List.of("9"));
            String why = lost.cause(ready().messages()) + "\n" + lost.advice(ready().messages());

            assertEquals(
                    List.of(
                            answer(Balloon.Kind.WARNING, "The text is on the clipboard."),
                            answer(Balloon.Kind.INFO, "Nothing was said."),
                            answer(
                                    Balloon.Kind.INFO,
                                    "Nothing to transcribe: copy recordings, or the path of one, and choose this again."),
                            answer(Balloon.Kind.ERROR, why)),
                    Stream.of(
                                    new Report.Inserted(text, Optional.of("insertion.left.copy_only")),
                                    new Report.Nothing("agent.nothing-said"),
                                    new Report.NoFiles(),
                                    new Report.Failed(lost))
                            .flatMap(report -> report.on(ready()).effects().stream())
                            .toList());
        }

        private static Report inserted(Dictated text) {
            return new Report.Inserted(text, Optional.empty());
        }

        @Test
        void theNewestTextIsPastedAgainUnlessAnotherOneIsOnItsWay() {
            AgentState dictated = after(ready(), inserted(new Dictated("first")), inserted(text));
            AgentState recording = after(dictated, new Report.Moved(Activity.RECORDING));

            assertEquals(
                    List.of(
                            List.of(new Effect.PasteAgain(text)),
                            List.of(),
                            List.of(answer(Balloon.Kind.INFO, "There is no dictated text to paste again."))),
                    Stream.of(dictated, recording, ready())
                            .map(state -> new Command.PasteAgain().on(state).effects())
                            .toList());
        }

        @Test
        void aTextThatMayNotHaveArrivedIsNoFailureAndItIsSaidWhereItIs() {
            AgentState withKeys = after(ready(), new Report.HotkeysAre(Optional.of("F9"), Optional.of("Ctrl+Win+J")));

            assertEquals(
                    List.of(
                            Step.of(
                                    ready(),
                                    tell(
                                            Balloon.Kind.WARNING,
                                            "The text may not have arrived. If it is missing, it is in the menu under “Copy again”.")),
                            Step.of(
                                    withKeys,
                                    tell(
                                            Balloon.Kind.WARNING,
                                            "The text may not have arrived. If it is missing, Ctrl+Win+J pastes it again; it is also in the menu under “Copy again”."))),
                    Stream.of(ready(), withKeys).map(new Report.Unproven()::on).toList());
        }

        @Test
        void aFailureIsTheStateUntilItIsReadOrTheNextDictationBegins() {
            Problem lost = new Problem(ErrorCode.WORKER_UNRESPONSIVE, List.of("9"));
            AgentState failed = after(ready(), new Report.Moved(Activity.RECORDING), new Report.Failed(lost));

            assertEquals(
                    List.of(Phase.PROBLEM, ready(), ready()),
                    List.of(
                            failed.phase(),
                            after(failed, new Command.Dismiss()),
                            after(failed, new Command.Dictate())));
        }

        @Test
        void tenTextsAreKeptTheNewestFirstAndNoneTwice() {
            AgentState state = ready();
            for (int i = 0; i < 12; i++) {
                state = state.plus(new Dictated("text " + i));
            }

            assertEquals(
                    List.of("text 5", "text 11", 10),
                    List.of(
                            state.plus(new Dictated("text 5")).results().get(0).text(),
                            state.results().get(0).text(),
                            state.results().size()));
        }
    }

    @Test
    void aGpuThatGaveWayIsShownAsTheProcessor() {
        AgentState onGpu = new Report.Prepared(new Ready("base", "cuda", "float16"))
                .on(starting())
                .state();

        assertEquals(Step.of(ready()), new Report.OnCpu().on(onGpu));
        assertEquals(Step.of(starting()), new Report.OnCpu().on(starting()));
    }

    /** Its packages are large and come when people can dictate already. */
    @Nested
    @DisplayName("R4: the packages of a graphics card follow")
    class FollowedByTheGraphicsCard {
        private final SetUpProgress.Remark next =
                new SetUpProgress.Remark("env.gpu_next", List.of("NVIDIA GeForce RTX 4070"));
        private final SetUpProgress.Remark refused = new SetUpProgress.Remark(
                "device.gpu_refused", List.of("NVIDIA GeForce RTX 4070", "The driver is too old."));

        @Test
        void theirProgressIsShownWhileItIsReady() {
            AgentState now = after(ready(), new Report.Remarked(next), new Report.Progressed(HALF));

            assertEquals(
                    List.of(Phase.READY, Optional.of(READY), new SetUpProgress(38, List.of(HALF), List.of(next))),
                    List.of(now.phase(), now.ready(), now.setUp().progress()));
        }

        @Test
        void aCardThatFailsItsTestIsToldAndTheProgressEnds() {
            AgentState before = after(ready(), new Report.Progressed(HALF));

            assertEquals(
                    Step.of(
                            before.with(new SetUp.Done(new SetUpProgress(0, List.of(), List.of(refused)), READY)),
                            tell(
                                    Balloon.Kind.WARNING,
                                    "NVIDIA GeForce RTX 4070 did not pass its test, so the processor computes: The driver is too old.")),
                    new Report.Remarked(refused).on(before));
        }

        @Test
        void aCardThatTakesOverIsToldOnce() {
            Ready onGpu = new Ready("base", "cuda", "float16");
            Step prepared = new Report.Prepared(onGpu).on(after(ready(), new Report.Progressed(HALF)));
            SetUpProgress.Remark over = new SetUpProgress.Remark("env.gpu_ready", List.of("RTX", "float16"));
            Step told = new Report.Remarked(over).on(prepared.state());

            assertEquals(
                    List.of(
                            List.of(),
                            List.of(tell(Balloon.Kind.INFO, "RTX passed its test (float16) and computes from now on.")),
                            Optional.of(onGpu)),
                    List.of(prepared.effects(), told.effects(), told.state().ready()));
        }

        @Test
        void whatIsKnownBeforeItIsReadyIsADetail() {
            assertEquals(List.of(), new Report.Remarked(refused).on(starting()).effects());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"env.updated", "env.update_waits"})
    @DisplayName("R21: nobody waits for the update of what serves")
    void anUpdateEndsItsProgressAndDisturbsNobody(String end) {
        SetUpProgress.Remark remark = new SetUpProgress.Remark(end, List.of());

        assertEquals(
                Step.of(ready().with(new SetUp.Done(new SetUpProgress(0, List.of(), List.of(remark)), READY))),
                new Report.Remarked(remark).on(after(ready(), new Report.Progressed(HALF))));
    }

    @Nested
    class History {
        private final AgentState today = ready().plus(new Dictated("today"));

        @Test
        void whatEarlierRunsHaveKeptCanBeCopiedAgainBehindWhatIsNew() {
            AgentState now =
                    after(today, new Report.Remembered(List.of(new Dictated("today"), new Dictated("before"))));

            assertEquals(List.of(new Dictated("today"), new Dictated("before")), now.results());
        }

        @Test
        void theLastOneIsTranscribedAnewOnlyWhenThereIsSomethingToDoItWith() {
            assertEquals(Step.of(today, Effect.Order.HEAR_AGAIN), new Command.HearAgain().on(today));
            assertEquals(Step.of(starting()), new Command.HearAgain().on(starting()));
        }

        @Test
        void whatIsForgottenIsOfferedNoMore() {
            assertEquals(Step.of(ready(), Effect.Order.FORGET), new Command.Forget().on(today));
        }
    }

    @Nested
    @DisplayName("R5: recordings that have no text yet")
    class Keeping {
        private final Recording early = recording("early");
        private final Recording late = recording("late");

        private Recording recording(String name) {
            return new Recording(Path.of(name + ".wav"), Instant.EPOCH, Duration.ofSeconds(7));
        }

        @Test
        void thoseOfAnEarlierRunAreToldAndOffered() {
            Step step = new Report.Recovered(List.of(early, late)).on(ready());

            assertEquals(
                    Step.of(
                            ready().withKept(List.of(early, late)),
                            tell(
                                    Balloon.Kind.WARNING,
                                    "Recordings without a text from before: 2. The menu of this icon"
                                            + " makes their text and puts it on the clipboard.")),
                    step);
        }

        @Test
        void withoutAnyNothingIsSaid() {
            assertEquals(Step.of(ready()), new Report.Recovered(List.of()).on(ready()));
        }

        @Test
        void theOneOfADictationThatFailedIsOfferedToo() {
            AgentState failed = after(ready(), new Report.Recovered(List.of(early)), new Report.Kept(late));

            assertEquals(List.of(early, late), failed.kept());
        }

        @Test
        void oneIsTranscribedOnceAndOnlyWhenThereIsSomethingToDoItWith() {
            Command transcribe = new Command.TranscribeKept(early);
            AgentState offered = after(ready(), new Report.Recovered(List.of(early, late)));
            Step chosen = transcribe.on(offered);
            AgentState building = after(starting(), new Report.Recovered(List.of(early)));

            assertEquals(
                    List.of(
                            Step.of(ready().withKept(List.of(late)), new Effect.TranscribeKept(early)),
                            Step.of(chosen.state()),
                            Step.of(building)),
                    List.of(chosen, transcribe.on(chosen.state()), transcribe.on(building)));
        }

        @Test
        void thoseWhoseTimeIsOverGoWithoutAWord() {
            Instant today = Instant.EPOCH.plus(Duration.ofDays(8));
            Recording fresh = new Recording(Path.of("fresh.wav"), today, Duration.ofSeconds(7));
            AgentState offered = after(ready(), new Report.Recovered(List.of(early, late)), new Report.Kept(fresh));
            Report limit = new Report.KeptFrom(today);

            assertEquals(
                    List.of(
                            Step.of(ready().withKept(List.of(fresh)), new Effect.DiscardKept(List.of(early, late))),
                            Step.of(ready())),
                    List.of(limit.on(offered), limit.on(ready())));
        }

        @Test
        void allAreDeletedWhenNobodyWantsThem() {
            AgentState offered = after(ready(), new Report.Recovered(List.of(early, late)));

            assertEquals(
                    Step.of(ready(), new Effect.DiscardKept(List.of(early, late))),
                    new Command.DiscardKept().on(offered));
        }
    }

    @Nested
    class Changing {
        @Test
        void anotherMicrophoneAppliesAtOnceWithoutANewSetUp() {
            Settings changed = SETTINGS.withDesk(Desk.DEFAULTS.withMicrophone(Optional.of("Headset")));

            assertEquals(
                    Step.of(ready().with(changed), new Effect.Save(changed), new Effect.Apply(changed, false)),
                    new Command.Change(changed).on(ready()));
        }

        @Test
        void anotherModelIsMadeReady() {
            Settings changed = SETTINGS.withModel(Optional.of("small"));

            assertEquals(
                    List.of(new Effect.Save(changed), new Effect.Apply(changed, false), new Effect.StartSetUp(changed)),
                    new Command.Change(changed).on(ready()).effects());
        }

        @Test
        void anotherSpokenLanguageLeavesTheModelInUseUntilItNeedsAnotherOne() {
            Settings changed = SETTINGS.withLanguage(Optional.of("en"));
            Step step = new Command.Change(changed).on(ready());
            Ready english = new Ready("base.en", "cpu", "int8");

            assertEquals(
                    Step.of(
                            ready().with(changed),
                            new Effect.Save(changed),
                            new Effect.Apply(changed, false),
                            new Effect.StartSetUp(changed)),
                    step);
            assertEquals(
                    List.of(Phase.READY, List.of(), Optional.of(english)),
                    List.of(
                            after(step.state(), new Report.Progressed(HALF)).phase(),
                            new Report.Progressed(HALF).on(step.state()).effects(),
                            after(step.state(), new Report.Prepared(english)).ready()));
        }

        @Test
        void anotherSpokenLanguageLetsAPausedSetUpRest() {
            Settings changed = SETTINGS.withLanguage(Optional.of("en"));
            AgentState paused = after(starting(), new Report.Progressed(HALF), new Command.PauseSetUp());

            assertEquals(
                    Step.of(paused.with(changed), new Effect.Save(changed), new Effect.Apply(changed, false)),
                    new Command.Change(changed).on(paused));
        }

        @Test
        void anotherSpokenLanguageOpensNoWindowInTheMiddleOfASetUp() {
            Settings changed = SETTINGS.withLanguage(Optional.of("en"));
            AgentState building = after(starting(), new Report.Progressed(HALF));
            Step step = new Command.Change(changed).on(building);

            assertEquals(
                    List.of(building.with(changed), new Effect.StartSetUp(changed), List.of()),
                    List.of(
                            step.state(),
                            step.effects().get(2),
                            new Report.Progressed(HALF).on(step.state()).effects()));
        }

        @ParameterizedTest
        @EnumSource(
                value = ErrorCode.class,
                names = {"HOTKEY_TAKEN", "HOTKEY_REFUSED"})
        void aShortcutThatIsFreeAgainIsNoProblemAnyMore(ErrorCode code) {
            Problem refused = new Problem(code, List.of("F9", "why"));
            AgentState without = after(
                    ready(),
                    new Report.HotkeysAre(Optional.empty(), Optional.empty()),
                    new Report.HotkeyRefused(refused));
            AgentState with = after(without, new Report.HotkeysAre(Optional.of("F9"), Optional.empty()));

            assertEquals(List.of(Phase.PROBLEM, Phase.READY), List.of(without.phase(), with.phase()));
        }

        @Test
        void aShortcutThatIsRefusedLeavesTheRecordingRunning() {
            Problem taken = new Problem(ErrorCode.HOTKEY_TAKEN, List.of("F9"));
            AgentState recording =
                    after(ready(), new Report.Moved(Activity.RECORDING), new Report.HotkeyRefused(taken));

            assertEquals(
                    List.of(Activity.RECORDING, Optional.of(taken)),
                    List.of(recording.activity(), recording.problem()));
        }

        @Test
        void theSameSettingsAreNoChange() {
            assertEquals(Step.of(ready()), new Command.Change(SETTINGS).on(ready()));
        }

        @Test
        void theLanguageOfTheTextsChangesAtOnce() {
            Settings chinese = SETTINGS.withDesk(Desk.DEFAULTS.withUiLanguage(Optional.of("zh-CN")));

            assertEquals("就绪", Wording.of(after(ready(), new Command.Change(chinese))));
        }

        @Test
        void whatPeopleSaidIsNotInThePrintOfAnEvent() {
            assertEquals(
                    "Inserted[text=Dictated[6 characters], notice=Optional.empty]",
                    new Report.Inserted(new Dictated("secret"), Optional.empty()).toString());
        }
    }
}
