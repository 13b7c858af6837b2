package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.agent.Activity;
import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.AgentState;
import io.fastervox.agent.Command;
import io.fastervox.agent.Dictated;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Report;
import io.fastervox.agent.Windows;
import io.fastervox.audio.AudioException;
import io.fastervox.audio.CaptureLine;
import io.fastervox.audio.Microphones;
import io.fastervox.audio.Recorder;
import io.fastervox.audio.Recording;
import io.fastervox.audio.RecordingStore;
import io.fastervox.audio.WavMicrophones;
import io.fastervox.config.Desk;
import io.fastervox.config.HistoryChoice;
import io.fastervox.config.Policy;
import io.fastervox.config.Settings;
import io.fastervox.config.TextChoice;
import io.fastervox.desktop.Autostart;
import io.fastervox.desktop.ExplorerMenu;
import io.fastervox.desktop.Hotkeys;
import io.fastervox.desktop.Key;
import io.fastervox.desktop.MicrophonePrivacy;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Shortcut;
import io.fastervox.desktop.Target;
import io.fastervox.desktop.headless.HeadlessClipboard;
import io.fastervox.desktop.headless.HeadlessForeground;
import io.fastervox.desktop.headless.HeadlessHotkeys;
import io.fastervox.desktop.headless.HeadlessPaster;
import io.fastervox.desktop.headless.HeadlessSession;
import io.fastervox.desktop.headless.NoShell;
import io.fastervox.dictation.Archive;
import io.fastervox.dictation.Dictation;
import io.fastervox.dictation.DictationListener;
import io.fastervox.dictation.DictationOutcome;
import io.fastervox.dictation.DictationWish;
import io.fastervox.dictation.EngineSupply;
import io.fastervox.dictation.ReleaseToText;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.history.History;
import io.fastervox.history.HistoryEntry;
import io.fastervox.history.Kept;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentDictationTest {
    private static final Path CLIP = Path.of(System.getProperty("fastervox.program"), "samples/ill-disposed.wav");
    private static final Shortcut STANDARD = AgentDictation.HOTKEY;
    private static final Shortcut OTHER = Shortcut.parse("Ctrl+F9").orElseThrow();

    private static final Problem TAKEN = new Problem(ErrorCode.HOTKEY_TAKEN, List.of("Ctrl+Win+H"));

    private static final Report NO_HOTKEYS = new Report.HotkeysAre(Optional.empty(), Optional.empty());

    private final HeadlessHotkeys hotkeys = new HeadlessHotkeys();
    private final List<AgentEvent> told = new CopyOnWriteArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final HeadlessForeground foreground = new HeadlessForeground();
    private final HeadlessClipboard clipboard = new HeadlessClipboard();
    private final HeadlessPaster paster = new HeadlessPaster(foreground, clipboard);
    private final AgentDictation dictation = new AgentDictation(platform(), told::add, new Ears());

    private Platform platform() {
        return new Platform(
                hotkeys,
                clipboard,
                paster,
                foreground,
                new HeadlessSession(),
                () -> MicrophonePrivacy.Access.UNKNOWN,
                new NoShell(),
                Autostart.NONE,
                ExplorerMenu.NONE);
    }

    private Dictation worked(RecordingStore store) {
        return worked(store, new WavMicrophones(CLIP, true));
    }

    /** Has nothing to make a text with. */
    private Dictation worked(RecordingStore store, Microphones microphones) {
        return new Dictation(
                new Recorder(microphones, () -> MicrophonePrivacy.Access.UNKNOWN, store),
                store,
                () -> {
                    throw new EngineException(ErrorCode.ENVIRONMENT_MISSING, "nothing is set up");
                },
                paster,
                Archive.NONE,
                dictation);
    }

    private static Report with(String hotkey) {
        return new Report.HotkeysAre(Optional.of(hotkey), Optional.of("Ctrl+Win+J"));
    }

    private static Settings with(Shortcut shortcut) {
        return Settings.DEFAULTS.withDesk(Settings.DEFAULTS.desk().withHotkey(Optional.of(shortcut.toString())));
    }

    @Test
    void theStandardShortcutDictates() {
        dictation.apply(Settings.DEFAULTS, false);
        hotkeys.press(STANDARD);

        assertEquals(List.of(with("Ctrl+Win+H"), new Command.Dictate()), told);
    }

    @Test
    void aPressIsHeardWhileSomebodyElseIsBusyWithTheDictation() {
        Settings held = Settings.DEFAULTS.withDesk(Settings.DEFAULTS.desk().withHotkeyMode(Desk.HotkeyMode.HOLD));
        dictation.apply(held, false);

        synchronized (dictation) {
            CompletableFuture.runAsync(() -> {
                        hotkeys.press(STANDARD);
                        hotkeys.release(STANDARD);
                    })
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }

        assertEquals(List.of(with("Ctrl+Win+H"), new Command.Dictate(), new Command.FinishDictation()), told);
    }

    /** The recorder takes the last samples, and an earlier text may still be on its way: nobody waits for that. */
    @Test
    void theNextPressIsANewDictationHoweverSoonItComes(@TempDir Path folder) throws Exception {
        try (RecordingStore store = new RecordingStore(folder, Clock.systemUTC());
                Dictation worked = worked(store)) {
            dictation.with(worked);
            dictation.start();
            dictation.finish();

            assertEquals(
                    List.of(new Report.Moved(Activity.RECORDING), new Report.Moved(Activity.TRANSCRIBING)),
                    told.stream()
                            .filter(Report.Moved.class::isInstance)
                            .limit(2)
                            .toList());
        }
    }

    @Test
    void aTextThatIsMadeAnewTakesThePlaceOfTheFormerOneInTheHistory(@TempDir Path folder) throws Exception {
        History history = new History(folder.resolve("history"), Optional.empty(), Clock.systemUTC());
        HistoryChoice choice = HistoryChoice.DEFAULTS;
        history.add(
                new HistoryEntry("Norland", Optional.empty(), Optional.of("en"), 3, 1, Optional.of("base"), List.of()),
                Files.copy(CLIP, folder.resolve("said.wav")),
                choice);
        CompletableFuture<String> anew = new CompletableFuture<>();
        try (RecordingStore store = new RecordingStore(folder.resolve("recordings"), Clock.systemUTC());
                Dictation worked = new Dictation(
                        new Recorder(new WavMicrophones(CLIP, true), () -> MicrophonePrivacy.Access.UNKNOWN, store),
                        store,
                        () -> new EngineSupply.Ready(
                                new HearingEngine(), new ModelSpec(Path.of("model"), "cpu", "int8", 2)),
                        new HeadlessPaster(new HeadlessForeground(), new HeadlessClipboard()),
                        new HistoryArchive(history, () -> choice, Optional::empty),
                        new DictationListener() {
                            @Override
                            public void ended(long number, DictationOutcome outcome) {
                                anew.complete(((DictationOutcome.Done) outcome).text());
                            }
                        })) {
            dictation.with(worked);
            dictation.again(history, () -> Optional.of("small"));
            anew.get(30, TimeUnit.SECONDS);
        }

        HistoryEntry expected = new HistoryEntry(
                anew.get(), Optional.empty(), Optional.of("en"), 3, 1, Optional.of("small"), List.of("Norland"));
        assertEquals(
                List.of(Optional.of(expected)),
                history.list(9).stream().map(Kept::entry).toList());
        assertEquals(
                Optional.of(true), history.list(9).stream().map(Kept::recording).findFirst());
    }

    @Test
    void aRecordingHearsFromItsFirstSamplesOn(@TempDir Path folder) throws Exception {
        CountDownLatch opens = new CountDownLatch(1);
        try (RecordingStore store = new RecordingStore(folder, Clock.systemUTC());
                Dictation worked = worked(store, new SlowMicrophone(opens))) {
            dictation.with(worked);
            dictation.start();
            List<AgentEvent> before = List.copyOf(told);
            dictation.recording(1, "Microphone");
            dictation.ended(0, new DictationOutcome.Cancelled(Optional.empty())); // an earlier one
            dictation.finish();
            dictation.recording(1, "Microphone");
            List<AgentEvent> after = List.copyOf(told);
            opens.countDown();

            assertEquals(
                    List.of(
                            List.of(new Report.Moved(Activity.RECORDING)),
                            List.of(
                                    new Report.Moved(Activity.RECORDING),
                                    new Report.Hears(),
                                    new Report.Moved(Activity.NONE),
                                    new Report.Moved(Activity.RECORDING),
                                    new Report.Hears(),
                                    new Report.Moved(Activity.TRANSCRIBING))),
                    List.of(before, after));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ctrl+Win+Esc", "Ctrl+Esc", "Win+Esc", "Esc"})
    void escapeCancelsWhateverOfTheShortcutIsStillHeld(String escape, @TempDir Path folder) throws Exception {
        Shortcut pressed = Shortcut.parse(escape).orElseThrow();
        try (RecordingStore store = new RecordingStore(folder, Clock.systemUTC());
                Dictation worked = worked(store)) {
            dictation.with(worked);
            dictation.apply(Settings.DEFAULTS, false);
            hotkeys.press(STANDARD);
            dictation.start();
            boolean heardWhileItRecords = hotkeys.press(pressed);
            List<AgentEvent> cancelled = List.copyOf(told);
            dictation.cancel();
            hotkeys.release(pressed);

            assertEquals(
                    List.of(true, new Command.CancelDictation(), false),
                    List.of(heardWhileItRecords, cancelled.get(cancelled.size() - 1), hotkeys.press(pressed)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ctrl+Win+Esc", "Ctrl+Esc", "Win+Esc"})
    void whenTheShortcutIsLetGoEscapeWithItsModifiersIsForOthersAgain(String escape, @TempDir Path folder)
            throws Exception {
        try (RecordingStore store = new RecordingStore(folder, Clock.systemUTC());
                Dictation worked = worked(store)) {
            dictation.with(worked);
            dictation.apply(Settings.DEFAULTS, false);
            hotkeys.press(STANDARD);
            dictation.start();
            hotkeys.release(STANDARD);

            assertEquals(
                    List.of(false, true),
                    List.of(
                            hotkeys.press(Shortcut.parse(escape).orElseThrow()),
                            hotkeys.press(Shortcut.of(Key.ESCAPE))));
            dictation.cancel();
        }
    }

    @Test
    void aShortcutWithEscapeIsStillOursAfterARecording(@TempDir Path folder) throws Exception {
        Shortcut escape = Shortcut.parse("Ctrl+Esc").orElseThrow();
        try (RecordingStore store = new RecordingStore(folder, Clock.systemUTC());
                Dictation worked = worked(store)) {
            dictation.with(worked);
            dictation.apply(with(escape), false);
            dictation.start();
            dictation.cancel();

            assertEquals(true, hotkeys.press(escape));
        }
    }

    @Test
    void aShortcutThatAnotherProgramLetGoOfIsTakenAtTheNextLook() {
        hotkeys.register(STANDARD, new NoPresses());
        dictation.apply(Settings.DEFAULTS, false);
        dictation.lookAround();
        told.clear();

        hotkeys.unregister(STANDARD);
        dictation.lookAround();
        dictation.lookAround();
        hotkeys.press(STANDARD);

        assertEquals(List.of(with("Ctrl+Win+H"), new Command.Dictate()), told);
    }

    @Test
    @Reaches(ErrorCode.HOTKEY_TAKEN)
    void aShortcutThatAnotherProgramHasIsNamed() {
        hotkeys.register(STANDARD, new NoPresses());

        dictation.apply(Settings.DEFAULTS, false);

        assertEquals(
                List.of(
                        new Report.HotkeysAre(Optional.empty(), Optional.of("Ctrl+Win+J")),
                        new Report.HotkeyRefused(new Problem(ErrorCode.HOTKEY_TAKEN, List.of("Ctrl+Win+H")))),
                told);
    }

    @Test
    @Reaches(ErrorCode.HOTKEY_REFUSED)
    void aShortcutThatTheSystemDoesNotGiveIsToldWithItsReason() {
        hotkeys.refuse("RegisterHotKey failed with error 1459");

        dictation.apply(Settings.DEFAULTS, false);

        assertEquals(
                List.of(
                        NO_HOTKEYS,
                        new Report.HotkeyRefused(new Problem(
                                ErrorCode.HOTKEY_REFUSED,
                                List.of("Ctrl+Win+H", "RegisterHotKey failed with error 1459")))),
                told);
    }

    @Test
    void aShortcutThatTheSystemTookBackIsTold() {
        dictation.apply(Settings.DEFAULTS, false);
        told.clear();

        dictation.lost(new Hotkeys.Registration.Refused(OTHER, "no"));
        dictation.lost(new Hotkeys.Registration.Refused(STANDARD, "no"));

        assertEquals(
                List.of(
                        new Report.HotkeysAre(Optional.empty(), Optional.of("Ctrl+Win+J")),
                        new Report.HotkeyRefused(new Problem(ErrorCode.HOTKEY_REFUSED, List.of("Ctrl+Win+H", "no")))),
                told);
    }

    @ParameterizedTest
    @EnumSource(Hotkeys.SelfTest.class)
    @Reaches(ErrorCode.HOTKEY_UNHEARD)
    void aKeyboardThatIsNotHeardIsTold(Hotkeys.SelfTest outcome) {
        dictation.apply(Settings.DEFAULTS, false);
        told.clear();
        hotkeys.test(outcome);

        dictation.test();

        assertEquals(
                outcome == Hotkeys.SelfTest.NOT_HEARD
                        ? List.of(new Report.Warned(new Problem(ErrorCode.HOTKEY_UNHEARD, List.of("Ctrl+Win+H"))))
                        : List.of(),
                told);
    }

    @Test
    void withoutAShortcutNoKeyIsPressed() {
        dictation.apply(Settings.DEFAULTS, true);
        told.clear();
        hotkeys.test(Hotkeys.SelfTest.NOT_HEARD);

        dictation.test();

        assertEquals(List.of(), told);
    }

    @Test
    void whileAProgramWithMoreRightsIsInFrontNoKeyIsPressed() {
        dictation.apply(Settings.DEFAULTS, false);
        told.clear();
        hotkeys.test(Hotkeys.SelfTest.NOT_HEARD);
        foreground.bring(new Target(1, 1, "Dialog", "setup.exe", Target.Reach.ELEVATED));

        dictation.test();

        assertEquals(List.of(), told);
    }

    @Test
    void theFormerShortcutStaysWhenAnotherOneIsRefused() {
        dictation.apply(with(OTHER), false);
        hotkeys.register(STANDARD, new NoPresses());
        told.clear();

        dictation.apply(Settings.DEFAULTS, false);
        dictation.lookAround();
        hotkeys.press(OTHER);

        assertEquals(List.of(with("Ctrl+F9"), new Report.HotkeyRefused(TAKEN), new Command.Dictate()), told);
    }

    @Test
    void aRefusedShortcutThatIsFreeAtLastReplacesTheFormerOne() {
        dictation.apply(with(OTHER), false);
        hotkeys.register(STANDARD, new NoPresses());
        dictation.apply(Settings.DEFAULTS, false);

        hotkeys.unregister(STANDARD);
        dictation.lookAround();

        assertEquals(List.of(true, false), List.of(hotkeys.press(STANDARD), hotkeys.press(OTHER)));
    }

    @Test
    void aChangedShortcutHoldsAtOnceAndTheFormerOneIsFree() {
        dictation.apply(Settings.DEFAULTS, false);
        dictation.apply(with(OTHER), false);

        assertEquals(List.of(false, true), List.of(hotkeys.press(STANDARD), hotkeys.press(OTHER)));
    }

    @Test
    void aPauseLeavesTheShortcutToOthers() {
        dictation.apply(Settings.DEFAULTS, false);
        dictation.apply(Settings.DEFAULTS, true);

        assertEquals(false, hotkeys.press(STANDARD));
    }

    @Test
    void whileAShortcutIsChosenTheKeysAreNotOursAndNobodyIsToldOfIt() {
        dictation.apply(Settings.DEFAULTS, false);
        List<Boolean> heard = new ArrayList<>();
        told.clear();

        dictation.choosingShortcut(true);
        dictation.lookAround();
        heard.addAll(List.of(hotkeys.press(STANDARD), hotkeys.press(PasteAgainKey.STANDARD)));
        dictation.apply(with(PasteAgainKey.STANDARD), false);
        heard.addAll(List.of(hotkeys.press(STANDARD), hotkeys.press(PasteAgainKey.STANDARD)));
        List<AgentEvent> meanwhile = List.copyOf(told);
        dictation.choosingShortcut(false);
        hotkeys.press(PasteAgainKey.STANDARD);

        assertEquals(List.of(false, false, false, false), heard);
        assertEquals(List.of(), meanwhile);
        assertEquals(
                List.of(new Report.HotkeysAre(Optional.of("Ctrl+Win+J"), Optional.empty()), new Command.Dictate()),
                told);
    }

    @Test
    void theFormerShortcutIsTakenAgainWhenTheOneThatWasChosenIsRefused() {
        dictation.apply(with(OTHER), false);
        hotkeys.register(STANDARD, new NoPresses());
        told.clear();

        dictation.choosingShortcut(true);
        dictation.apply(Settings.DEFAULTS, false);
        dictation.choosingShortcut(false);
        hotkeys.press(OTHER);

        assertEquals(List.of(with("Ctrl+F9"), new Report.HotkeyRefused(TAKEN), new Command.Dictate()), told);
    }

    @Test
    void whoChoosesAShortcutDuringAPauseIsLeftTheKeys() {
        dictation.apply(Settings.DEFAULTS, false);
        dictation.choosingShortcut(true);
        dictation.apply(Settings.DEFAULTS, true);
        dictation.choosingShortcut(false);

        assertEquals(List.of(false, false), List.of(hotkeys.press(STANDARD), hotkeys.press(PasteAgainKey.STANDARD)));
    }

    private static Settings pastingAgainWith(String shortcut) {
        return Settings.DEFAULTS.withDesk(Settings.DEFAULTS.desk().withPasteAgain(Optional.of(shortcut)));
    }

    @Test
    void theLastTextIsPastedAgainWhereThePersonIsNow(@TempDir Path folder) throws Exception {
        dictation.apply(Settings.DEFAULTS, false);
        told.clear();
        hotkeys.press(PasteAgainKey.STANDARD);
        List<AgentEvent> wished = List.copyOf(told);
        try (RecordingStore store = new RecordingStore(folder, Clock.systemUTC());
                Dictation worked = worked(store)) {
            dictation.with(worked);
            foreground.bring(new Target(7, 1, "Edit", "editor.exe", Target.Reach.REACHED));
            dictation.pasteAgain("Norland");
            finishInserting(worked);
            foreground.bring(new Target(8, 1, "Edit", "editor.exe", Target.Reach.ELEVATED));
            dictation.pasteAgain("Norland");
            finishInserting(worked);
        }

        assertEquals(
                List.of(
                        List.of(new Command.PasteAgain()),
                        List.of("Norland"),
                        List.of(new Command.PasteAgain(), new Report.NotPastedAgain("insertion.left.elevated"))),
                List.of(wished, paster.pasted(), told));
    }

    private static void finishInserting(Dictation worked) throws Exception {
        CompletableFuture<Paster.Outcome> last = new CompletableFuture<>();
        worked.insertAgain("of no window", DictationWish.PLAIN, last::complete);
        last.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aTextThatNobodySawArriveIsToldUnlessItIsTypedAsAPersonWantsIt() {
        Paster.Outcome unproven = new Paster.Outcome.PastedUnproven(Paster.Means.CLIPBOARD);
        Settings typing = Settings.DEFAULTS.withDesk(Settings.DEFAULTS.desk().withInsertion(Desk.Insertion.TYPE));

        dictation.ended(1, done(unproven));
        dictation.apply(typing, true);
        dictation.ended(2, done(new Paster.Outcome.PastedUnproven(Paster.Means.TYPED)));
        dictation.ended(3, done(new Paster.Outcome.PastedSeen()));

        Report inserted = new Report.Inserted(new Dictated("Norland"), Optional.empty());
        assertEquals(List.of(inserted, new Report.Unproven(), NO_HOTKEYS, inserted, inserted), told);
    }

    @Test
    void aClipboardThatWasLeftAloneIsTheReasonThatIsTold() {
        dictation.ended(1, done(new Paster.Outcome.Kept(Paster.Reason.CLIPBOARD_NOT_SAVED)));
        dictation.ended(2, done(new Paster.Outcome.Kept(Paster.Reason.CLIPBOARD_BUSY)));

        assertEquals(
                List.of(
                        new Report.Inserted(new Dictated("Norland"), Optional.of("insertion.kept.clipboard_not_saved")),
                        new Report.Inserted(new Dictated("Norland"), Optional.of("insertion.kept"))),
                told);
    }

    private static DictationOutcome done(Paster.Outcome insertion) {
        return new DictationOutcome.Done(
                "Norland",
                insertion,
                Optional.empty(),
                Duration.ofSeconds(3),
                new ReleaseToText(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Optional.empty());
    }

    @Test
    void theShortcutForPastingAgainIsChangedAndTurnedOff() {
        dictation.apply(Settings.DEFAULTS, false);
        dictation.apply(pastingAgainWith(OTHER.toString()), false);
        List<Boolean> changed = List.of(hotkeys.press(PasteAgainKey.STANDARD), hotkeys.press(OTHER));
        dictation.apply(pastingAgainWith(Desk.NO_SHORTCUT), false);

        assertEquals(List.of(List.of(false, true), false), List.of(changed, hotkeys.press(OTHER)));
    }

    @Test
    void theStandardShortcutForPastingAgainMakesWayForTheOneOfDictation() {
        dictation.apply(Settings.DEFAULTS, false);
        told.clear();
        dictation.apply(with(PasteAgainKey.STANDARD), false);

        assertEquals(List.of(new Report.HotkeysAre(Optional.of("Ctrl+Win+J"), Optional.empty())), told);
    }

    @Test
    void aShortcutForPastingAgainThatIsTakenIsTakenWhenItIsFreeAndNoProblem() {
        hotkeys.register(PasteAgainKey.STANDARD, new NoPresses());
        dictation.apply(Settings.DEFAULTS, false);
        hotkeys.unregister(PasteAgainKey.STANDARD);
        dictation.lookAround();
        hotkeys.lose(PasteAgainKey.STANDARD);

        Report without = new Report.HotkeysAre(Optional.of("Ctrl+Win+H"), Optional.empty());
        assertEquals(List.of(without, with("Ctrl+Win+H"), without), told);
    }

    @Test
    void aShortcutForPastingAgainThatWasChosenAndIsTakenIsNamed() {
        hotkeys.register(OTHER, new NoPresses());
        dictation.apply(pastingAgainWith(OTHER.toString()), false);

        assertEquals(
                List.of(
                        new Report.HotkeysAre(Optional.of("Ctrl+Win+H"), Optional.empty()),
                        new Report.Warned(new Problem(ErrorCode.HOTKEY_TAKEN, List.of(OTHER.toString())))),
                told);
    }

    @Test
    void whereDictationIsSwitchedOffNoShortcutIsTaken() {
        Settings off = Settings.DEFAULTS.under(new Policy(Set.of(), false, true, true, Optional.empty()));
        dictation.apply(off, false);
        dictation.lookAround();

        assertEquals(List.of(false, List.of(NO_HOTKEYS)), List.of(hotkeys.press(STANDARD), told));
    }

    @Test
    void aReplacementThatCannotBeUsedIsToldOnce() {
        Settings bad = Settings.DEFAULTS.withDesk(Settings.DEFAULTS
                .desk()
                .withText(TextChoice.NONE.withReplacements(List.of(new TextChoice.Replacement("(", "", true)))));

        dictation.apply(bad, false);
        dictation.apply(bad, true);

        assertEquals(
                List.of(
                        new Report.Warned(new Problem(
                                ErrorCode.REPLACEMENT_INVALID,
                                List.of("(", "error parsing regexp: missing closing ): `(`"))),
                        with("Ctrl+Win+H"),
                        NO_HOTKEYS),
                told);
    }

    @Test
    void aRecordingInWhichNoVoiceWasFoundIsOfferedAndThePersonIsTold() {
        Recording recording = new Recording(Path.of("a.wav"), Instant.EPOCH, Duration.ofMinutes(2));
        ReleaseToText times = new ReleaseToText(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        dictation.ended(1, new DictationOutcome.NoSpeech(recording.length(), times, Optional.of(recording)));
        dictation.ended(2, new DictationOutcome.NoSpeech(recording.length(), times, Optional.empty()));

        assertEquals(
                List.of(
                        new Report.Kept(recording),
                        new Report.Nothing("agent.nothing-heard"),
                        new Report.Nothing("agent.nothing-said")),
                told);
    }

    @Test
    void aKeptRecordingWhoseTextIsCancelledIsOfferedAgain() {
        Recording recording = new Recording(Path.of("a.wav"), Instant.EPOCH, Duration.ofMinutes(2));

        dictation.ended(1, new DictationOutcome.Cancelled(Optional.of(recording)));

        assertEquals(List.of(new Report.Kept(recording), new Report.Moved(Activity.NONE)), told);
    }

    @Test
    void wordsAreShownUntilTheNextDictationBeginsAndThoseOfAnotherOneAreNot(@TempDir Path folder) throws Exception {
        try (RecordingStore store = new RecordingStore(folder, Clock.systemUTC());
                Dictation worked = worked(store)) {
            dictation.with(worked);
            dictation.heard(0, "one two");
            dictation.heard(7, "of another");
            dictation.start();

            assertEquals(List.of("one two", ""), heard);
            dictation.cancel();
        }
    }

    /** Opens when it is let, and then is gone. */
    private record SlowMicrophone(CountDownLatch opens) implements Microphones {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public CaptureLine open(Optional<String> wanted) throws AudioException {
            try {
                opens.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new AudioException(ErrorCode.MICROPHONE_MISSING, "gone");
        }
    }

    private final class Ears implements Windows {
        @Override
        public void heard(String text) {
            heard.add(text);
        }

        @Override
        public void show(Window window) {}

        @Override
        public void update(AgentState state) {}

        @Override
        public void level(double level) {}

        @Override
        public void close() {}
    }

    private static final class NoPresses implements Hotkeys.Presses {
        @Override
        public void pressed() {}

        @Override
        public void released() {}

        @Override
        public void lost(Hotkeys.Registration state) {}
    }
}
