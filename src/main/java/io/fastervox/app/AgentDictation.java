package io.fastervox.app;

import io.fastervox.agent.Activity;
import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.Command;
import io.fastervox.agent.Dictated;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Report;
import io.fastervox.agent.Windows;
import io.fastervox.audio.Chime;
import io.fastervox.audio.Level;
import io.fastervox.audio.Recording;
import io.fastervox.audio.RecordingNotice;
import io.fastervox.config.Desk;
import io.fastervox.config.HistoryChoice;
import io.fastervox.config.Settings;
import io.fastervox.config.TextChoice;
import io.fastervox.desktop.Hotkeys;
import io.fastervox.desktop.Key;
import io.fastervox.desktop.Modifier;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Shortcut;
import io.fastervox.desktop.Target;
import io.fastervox.dictation.Dictation;
import io.fastervox.dictation.DictationListener;
import io.fastervox.dictation.DictationOutcome;
import io.fastervox.dictation.DictationWish;
import io.fastervox.dictation.PressLogic;
import io.fastervox.dictation.PressMode;
import io.fastervox.dictation.text.TextPass;
import io.fastervox.history.History;
import io.fastervox.history.HistoryException;
import io.fastervox.history.Kept;
import io.fastervox.support.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Brings hotkey and dictation together: what is pressed becomes a wish for the agent, what is heard of a recording becomes
 * news for it. Safe for several threads; a press is weighed when it comes, whatever the others are doing.
 */
final class AgentDictation implements DictationListener, Hotkeys.Presses {
    /** Free on a plain Windows, and no letter of anybody's keyboard; ADR 33 says why this one. */
    static final Shortcut HOTKEY = Shortcut.of(Key.H, Modifier.CTRL, Modifier.WIN);

    /** What is shown as silence, and as full, in decibels below full scale. */
    private static final double QUIET = -60;

    private static final double LOUD = -6;

    private final Platform platform;
    private final Consumer<AgentEvent> agent;
    private final Windows windows;
    private final CancelKeys cancelKeys;
    private final PasteAgainKey pasteAgainKey;
    private final Chime chime = new Chime();
    private final PressLogic logic = new PressLogic(PressMode.HYBRID, System::nanoTime);
    /** Whether the hotkey is down. */
    private volatile boolean held;
    // Guarded by this object's monitor:
    private Optional<Dictation> dictation = Optional.empty();
    private Settings settings = Settings.DEFAULTS;
    private TextPass text = TextPass.of(TextChoice.NONE, UiLanguage.ofSystem());
    private Optional<Shortcut> wanted = Optional.empty();
    private Optional<Shortcut> registered = Optional.empty();
    private Optional<Shortcut> former = Optional.empty();
    private boolean choosing;
    private boolean recording;
    private boolean hears;

    private volatile long latest;

    AgentDictation(Platform platform, Consumer<AgentEvent> agent, Windows windows) {
        this.platform = platform;
        this.agent = agent;
        this.windows = windows;
        this.cancelKeys = new CancelKeys(platform.hotkeys(), () -> agent.accept(new Command.CancelDictation()));
        this.pasteAgainKey = new PasteAgainKey(
                platform.hotkeys(), () -> agent.accept(new Command.PasteAgain()), this::lostPasteAgain);
    }

    /** To be called once, before anything is pressed. */
    synchronized void with(Dictation worked) {
        dictation = Optional.of(worked);
    }

    /** @param paused whether the hotkeys are left to others */
    synchronized void apply(Settings now, boolean paused) {
        if (!now.desk().text().equals(settings.desk().text())) {
            text = TextPass.of(now.desk().text(), UiLanguage.ofSystem());
            text.notices().forEach(notice -> agent.accept(new Report.Warned(Problem.of(notice))));
        }
        settings = now;
        logic.change(mode(now.desk().hotkeyMode()));
        wanted = paused || !now.policy().dictation()
                ? Optional.empty()
                : Optional.of(now.desk().hotkey().flatMap(Shortcut::parse).orElse(HOTKEY));
        if (!choosing) {
            claim();
        }
    }

    /** While somebody chooses, the keys come to the window where they are chosen. The agent need not hear of that. */
    synchronized void choosingShortcut(boolean now) {
        if (now == choosing) {
            return;
        }
        choosing = now;
        if (now) {
            former = registered;
            leave();
            if (held) {
                released(); // nobody would hear that it is
            }
            pasteAgainKey.want(Optional.empty());
        } else {
            claim();
        }
    }

    private void leave() {
        registered.ifPresent(platform.hotkeys()::unregister);
        registered = Optional.empty();
    }

    private void claim() {
        if (wanted.isEmpty()) {
            leave();
        }
        pasteAgainKey.want(wanted.flatMap(shortcut -> PasteAgainKey.chosen(settings.desk(), shortcut)));
        Optional<Hotkeys.Registration> ofDictation = missing().map(this::take);
        if (wanted.isPresent() && registered.isEmpty()) {
            former.ifPresent(this::take);
        }
        former = Optional.empty();
        Optional<Hotkeys.Registration> ofPastingAgain = pasteAgainKey.take();
        tell(ofDictation);
        tellOfPastingAgain(ofPastingAgain);
    }

    /** Takes the hotkeys that the program that had them let go of meanwhile. */
    synchronized void lookAround() {
        if (choosing) {
            return;
        }
        Optional<Hotkeys.Registration> ofDictation = missing().map(this::take);
        if (Stream.of(ofDictation, pasteAgainKey.take())
                .flatMap(Optional::stream)
                .anyMatch(Hotkeys.Registration.Active.class::isInstance)) {
            tell(ofDictation);
        }
    }

    private Optional<Shortcut> missing() {
        return wanted.filter(shortcut -> !registered.equals(Optional.of(shortcut)));
    }

    /** The one before is let go only when there is another one. */
    private Hotkeys.Registration take(Shortcut shortcut) {
        Hotkeys.Registration state = platform.hotkeys().register(shortcut, this);
        if (state instanceof Hotkeys.Registration.Active) {
            registered.ifPresent(platform.hotkeys()::unregister);
            registered = Optional.of(shortcut);
        }
        return state;
    }

    private static Optional<Problem> refusal(Hotkeys.Registration state) {
        if (state instanceof Hotkeys.Registration.Taken taken) {
            return Optional.of(
                    new Problem(ErrorCode.HOTKEY_TAKEN, List.of(taken.shortcut().toString())));
        }
        return state instanceof Hotkeys.Registration.Refused refused
                ? Optional.of(new Problem(
                        ErrorCode.HOTKEY_REFUSED, List.of(refused.shortcut().toString(), refused.reason())))
                : Optional.empty();
    }

    /**
     * Whether the shortcut is heard at all; takes at most a second, and no dictation waits for it. While a program with more
     * rights is in front, keys that are pressed by programs do not arrive, and nothing is tried.
     */
    void test() {
        Optional<Shortcut> present;
        synchronized (this) {
            present = registered;
        }
        if (present.isPresent()
                && !isElevated(platform.foreground().current())
                && platform.hotkeys().selfTest() == Hotkeys.SelfTest.NOT_HEARD) {
            agent.accept(new Report.Warned(
                    new Problem(ErrorCode.HOTKEY_UNHEARD, List.of(present.get().toString()))));
        }
    }

    private static boolean isElevated(Optional<Target> target) {
        return target.filter(window -> window.reach() == Target.Reach.ELEVATED).isPresent();
    }

    /** @param state of the hotkey of dictation, where something became of it */
    private void tell(Optional<Hotkeys.Registration> state) {
        agent.accept(new Report.HotkeysAre(
                registered.map(Shortcut::toString), pasteAgainKey.registered().map(Shortcut::toString)));
        state.flatMap(AgentDictation::refusal).ifPresent(problem -> agent.accept(new Report.HotkeyRefused(problem)));
    }

    private static PressMode mode(Desk.HotkeyMode chosen) {
        return switch (chosen) {
            case HYBRID -> PressMode.HYBRID;
            case HOLD -> PressMode.PUSH_TO_TALK;
            case TOGGLE -> PressMode.TOGGLE;
        };
    }

    @Override
    public void pressed() {
        held = true;
        act(logic.pressed());
    }

    @Override
    public void released() {
        held = false;
        act(logic.released());
        cancelKeys.letGo();
    }

    @Override
    public synchronized void lost(Hotkeys.Registration state) {
        held = false;
        if (!state.isOfAnotherThan(registered)) {
            registered = Optional.empty();
            tell(Optional.of(state));
        }
    }

    private synchronized void lostPasteAgain(Hotkeys.Registration state) {
        tell(Optional.empty());
        tellOfPastingAgain(Optional.of(state));
    }

    /** Dictation goes on without it. The standard one, which nobody has asked for, is missing in the menu, and that is all. */
    private void tellOfPastingAgain(Optional<Hotkeys.Registration> state) {
        if (settings.desk().pasteAgain().isPresent()) {
            state.flatMap(AgentDictation::refusal).ifPresent(problem -> agent.accept(new Report.Warned(problem)));
        }
    }

    private void act(PressLogic.Action action) {
        switch (action) {
            // The agent knows whether there is anything to dictate with, and says so when not. The end goes the same
            // way, so
            // that it never overtakes the beginning.
            case START -> agent.accept(new Command.Dictate());
            case STOP -> agent.accept(new Command.FinishDictation());
            case NOTHING -> {}
        }
    }

    synchronized void start() {
        if (recording) {
            return;
        }
        recording = true;
        hears = false;
        windows.heard(""); // the words of the dictation before
        Desk desk = settings.desk();
        Optional<Target> target = platform.foreground().current();
        if (isElevated(target)) {
            agent.accept(new Report.Hinted("insertion.elevated"));
        }
        DictationWish wish = new DictationWish(target, way(), desk.microphone(), settings.language(), text);
        latest = dictation.orElseThrow().press(wish);
        agent.accept(new Report.Moved(Activity.RECORDING));
        cancelKeys.take(registered.filter(shortcut -> held));
    }

    /** What was recorded is waited for from now on: the next press is a new dictation, however soon it comes. */
    synchronized void finish() {
        boolean recorded = recording;
        dictation.orElseThrow().release();
        over();
        if (recorded) {
            agent.accept(new Report.Moved(Activity.TRANSCRIBING));
        }
    }

    synchronized void cancel() {
        boolean recorded = recording;
        dictation.orElseThrow().cancel();
        over();
        if (recorded) {
            agent.accept(new Report.Moved(Activity.NONE));
        }
    }

    /** Makes the text of a recording that was kept, for the clipboard. */
    synchronized void again(Recording recording) {
        dictation.orElseThrow().again(recording, forTheClipboard());
    }

    /** Makes the last text of a history anew, for its entry there and the clipboard. */
    void again(History history, Supplier<Optional<String>> model) throws HistoryException {
        Kept last = history.get(Optional.empty());
        Duration length =
                Duration.ofMillis(Math.round(1000 * last.entry().orElseThrow().speech()));
        Recording copy = new Recording(history.recording(last), last.when(), length);
        again(copy, new ChangedEntry(history, last, model));
    }

    private synchronized void again(Recording copy, ChangedEntry entry) {
        dictation.orElseThrow().again(copy, forTheClipboard(), entry);
    }

    private synchronized DictationWish forTheClipboard() {
        return new DictationWish(Optional.empty(), DictationWish.Way.COPY, Optional.empty(), settings.language(), text);
    }

    /** As any other text, but where the person is now. */
    synchronized void pasteAgain(String said) {
        DictationWish wish = new DictationWish(
                platform.foreground().current(), way(), Optional.empty(), Optional.empty(), TextPass.NONE);
        dictation.orElseThrow().insertAgain(said, wish, outcome -> {
            notice(outcome).ifPresent(key -> agent.accept(new Report.NotPastedAgain(key)));
            tellUnproven(outcome);
        });
    }

    private DictationWish.Way way() {
        return DictationWish.Way.valueOf(settings.desk().insertion().name());
    }

    /** What is to be kept of dictations. */
    synchronized HistoryChoice history() {
        return settings.desk().history();
    }

    synchronized void discard(Recording recording) {
        dictation.orElseThrow().discard(recording);
    }

    /** The recording is over; its text may still be coming. */
    private void over() {
        recording = false;
        logic.ended();
        cancelKeys.leave();
    }

    /** The first samples are here: now it makes sense to speak. */
    @Override
    public synchronized void recording(long number, String device) {
        if (recording && number == latest) {
            hears = true;
            agent.accept(new Report.Hears());
            if (settings.desk().chime()) {
                chime.play();
            }
        }
    }

    @Override
    public void level(long number, Level now) {
        windows.level(share(now));
    }

    /** Of an earlier dictation, whose text is still being made, nothing is shown over the words of this one. */
    @Override
    public void heard(long number, String text) {
        if (number == latest) {
            windows.heard(text);
        }
    }

    static double share(Level now) {
        return Math.max(0, Math.min(1, (now.rmsDbfs() - QUIET) / (LOUD - QUIET)));
    }

    @Override
    public void notice(long number, RecordingNotice notice) {
        if (notice.code() == ErrorCode.GPU_GAVE_WAY) {
            agent.accept(new Report.OnCpu());
        }
        agent.accept(new Report.Warned(new Problem(notice.code(), notice.arguments())));
    }

    @Override
    public synchronized void transcribing(long number, Duration length) {
        if (!recording) {
            agent.accept(new Report.Moved(Activity.TRANSCRIBING));
        }
    }

    @Override
    public synchronized void ended(long number, DictationOutcome outcome) {
        boolean last = number == latest;
        if (last && recording) {
            over(); // it ended by itself
        }
        boolean goesOn = !last && recording;
        kept(outcome).ifPresent(kept -> agent.accept(new Report.Kept(kept)));
        agent.accept(news(outcome));
        if (outcome instanceof DictationOutcome.Done done) {
            tellUnproven(done.insertion());
        }
        if (goesOn) {
            agent.accept(new Report.Moved(Activity.RECORDING)); // the next one has begun already
            if (hears) {
                agent.accept(new Report.Hears());
            }
        }
    }

    private static Optional<Recording> kept(DictationOutcome outcome) {
        if (outcome instanceof DictationOutcome.Failed failed) {
            return failed.kept();
        }
        if (outcome instanceof DictationOutcome.NoSpeech nothing) {
            return nothing.kept();
        }
        return outcome instanceof DictationOutcome.Cancelled cancelled ? cancelled.kept() : Optional.empty();
    }

    private static AgentEvent news(DictationOutcome outcome) {
        if (outcome instanceof DictationOutcome.Done done) {
            return new Report.Inserted(new Dictated(done.text()), notice(done.insertion()));
        }
        if (outcome instanceof DictationOutcome.Failed failed) {
            return new Report.Failed(Problem.of(failed.problem()));
        }
        if (outcome instanceof DictationOutcome.NoSpeech nothing) {
            return new Report.Nothing(nothing.kept().isPresent() ? "agent.nothing-heard" : "agent.nothing-said");
        }
        return new Report.Moved(Activity.NONE);
    }

    /** Of what people see themselves nothing is said. */
    private static Optional<String> notice(Paster.Outcome outcome) {
        if (outcome instanceof Paster.Outcome.LeftOnClipboard left) {
            return Optional.of("insertion.left." + left.reason().name().toLowerCase(Locale.ROOT));
        }
        if (outcome instanceof Paster.Outcome.Kept kept) {
            boolean leftAlone = kept.reason() == Paster.Reason.CLIPBOARD_NOT_SAVED;
            return Optional.of(leftAlone ? "insertion.kept.clipboard_not_saved" : "insertion.kept");
        }
        return Optional.empty();
    }

    /** What is typed because a person wants it so never has a proof. */
    private synchronized void tellUnproven(Paster.Outcome outcome) {
        if (outcome instanceof Paster.Outcome.PastedUnproven && way() != DictationWish.Way.TYPE) {
            agent.accept(new Report.Unproven());
        }
    }
}
