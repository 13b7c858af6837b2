package io.fastervox.agent;

import io.fastervox.audio.Recording;
import io.fastervox.config.Desk;
import io.fastervox.config.Settings;
import io.fastervox.support.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything the agent knows that anybody sees.
 *
 * @param systemLanguage of the texts, where the settings name none
 * @param serving what transcribes now; also what did before, while something else is being made ready
 * @param hears whether the recording that runs has sound already: a microphone takes a moment to open
 * @param paused whether the hotkey is left to others for now
 * @param hotkey as people read it; empty while none is registered
 * @param pasteAgain the shortcut that pastes the newest text once more, likewise
 * @param problem what went wrong last besides the set-up, until it is mended or dismissed
 * @param results texts that were dictated last, the newest first
 * @param files what is done with recordings in the background
 * @param kept recordings without a text, the oldest first
 * @param autostart whether the system starts the program, as it says itself; empty where it cannot
 * @param quiet whether it was started by the system and not by a person, who would look for a window
 */
public record AgentState(
        Settings settings,
        Locale systemLanguage,
        SetUp setUp,
        Optional<Ready> serving,
        Activity activity,
        boolean hears,
        boolean paused,
        Optional<String> hotkey,
        Optional<String> pasteAgain,
        Optional<Problem> problem,
        List<Dictated> results,
        FilesState files,
        List<String> microphones,
        List<ModelOption> models,
        List<Recording> kept,
        Optional<Boolean> autostart,
        boolean quiet) {
    /** So many of them are offered. */
    public static final int RESULTS = 10;

    public AgentState {
        results = List.copyOf(results);
        microphones = List.copyOf(microphones);
        models = List.copyOf(models);
        kept = List.copyOf(kept);
    }

    public static AgentState starting(Settings settings, Locale systemLanguage, boolean quiet) {
        return new AgentState(
                settings,
                systemLanguage,
                new SetUp.Running(SetUpProgress.NOTHING, 0),
                Optional.empty(),
                Activity.NONE,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                FilesState.NONE,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                quiet);
    }

    public Phase phase() {
        if (activity != Activity.NONE) {
            return activity == Activity.RECORDING ? Phase.RECORDING : Phase.TRANSCRIBING;
        }
        if (setUp instanceof SetUp.Done) {
            return problem.isPresent() ? Phase.PROBLEM : Phase.READY;
        }
        if (setUp instanceof SetUp.Failed || setUp instanceof SetUp.Waiting) {
            return Phase.PROBLEM;
        }
        return setUp.progress().tracks().isEmpty() && !(setUp instanceof SetUp.Paused)
                ? Phase.STARTING
                : Phase.PREPARING;
    }

    /** Whether there is something to transcribe with. */
    public Optional<Ready> ready() {
        return setUp instanceof SetUp.Done done ? Optional.of(done.ready()) : Optional.empty();
    }

    /** What keeps people from dictating, or what went wrong last. */
    public Optional<Problem> trouble() {
        if (setUp instanceof SetUp.Failed failed) {
            return Optional.of(failed.problem());
        }
        return setUp instanceof SetUp.Waiting waiting ? Optional.of(waiting.problem()) : problem;
    }

    /** What one click can do about a problem here: the processor is no help where it works already or is not to be chosen. */
    Remedy remedy(Problem problem) {
        Remedy remedy = Remedy.of(problem.code());
        boolean onCpu = settings.device() == Settings.Device.CPU
                || ready().filter(now -> now.device().equals("cpu")).isPresent();
        boolean choice = settings.policy().leaves("device");
        return remedy == Remedy.USE_CPU && (onCpu || !choice) ? Remedy.SETTINGS : remedy;
    }

    /** Whether the hotkey is never held: one press begins a dictation, the next one ends it. */
    public boolean isToggled() {
        return settings.desk().hotkeyMode() == Desk.HotkeyMode.TOGGLE;
    }

    public Locale language() {
        return settings.desk().uiLanguage().map(Locale::forLanguageTag).orElse(systemLanguage);
    }

    public Messages messages() {
        return Messages.in(language());
    }

    AgentState with(SetUp now) {
        return but(next -> {
            next.setUp = now;
            if (now instanceof SetUp.Done done) {
                next.serving = Optional.of(done.ready());
            }
        });
    }

    /** What transcribed is damaged: nothing does until it is made ready again. */
    AgentState repairing() {
        return but(next -> {
            next.setUp = new SetUp.Running(SetUpProgress.NOTHING, 0);
            next.serving = Optional.empty();
        });
    }

    AgentState with(Activity now) {
        return but(next -> {
            next.activity = now;
            next.hears = false;
        });
    }

    AgentState hearing() {
        return but(next -> next.hears = next.activity == Activity.RECORDING);
    }

    AgentState with(Settings now) {
        return but(next -> next.settings = now);
    }

    AgentState withPause(boolean now) {
        return but(next -> next.paused = now);
    }

    AgentState withHotkeys(Optional<String> ofDictation, Optional<String> ofPasteAgain) {
        return but(next -> {
            next.hotkey = ofDictation;
            next.pasteAgain = ofPasteAgain;
        });
    }

    AgentState withProblem(Optional<Problem> now) {
        return but(next -> next.problem = now);
    }

    AgentState withFiles(FilesState now) {
        return but(next -> next.files = now);
    }

    AgentState withMicrophones(List<String> now) {
        return but(next -> next.microphones = now);
    }

    AgentState withModels(List<ModelOption> now) {
        return but(next -> next.models = now);
    }

    AgentState withKept(List<Recording> now) {
        return but(next -> next.kept = now);
    }

    AgentState withAutostart(Optional<Boolean> now) {
        return but(next -> next.autostart = now);
    }

    AgentState withResults(List<Dictated> now) {
        return but(next -> next.results = now);
    }

    AgentState plus(Dictated result) {
        List<Dictated> now = new ArrayList<>(results);
        now.remove(result);
        now.add(0, result);
        return but(next -> next.results = now.subList(0, Math.min(RESULTS, now.size())));
    }

    private AgentState but(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.state();
    }

    /** The next state while it is being made of this one. */
    private static final class Draft {
        private final AgentState former;
        private Settings settings;
        private SetUp setUp;
        private Optional<Ready> serving;
        private Activity activity;
        private boolean hears;
        private boolean paused;
        private Optional<String> hotkey;
        private Optional<String> pasteAgain;
        private Optional<Problem> problem;
        private List<Dictated> results;
        private FilesState files;
        private List<String> microphones;
        private List<ModelOption> models;
        private List<Recording> kept;
        private Optional<Boolean> autostart;

        Draft(AgentState former) {
            this.former = former;
            settings = former.settings;
            setUp = former.setUp;
            serving = former.serving;
            activity = former.activity;
            hears = former.hears;
            paused = former.paused;
            hotkey = former.hotkey;
            pasteAgain = former.pasteAgain;
            problem = former.problem;
            results = former.results;
            files = former.files;
            microphones = former.microphones;
            models = former.models;
            kept = former.kept;
            autostart = former.autostart;
        }

        AgentState state() {
            return new AgentState(
                    settings,
                    former.systemLanguage,
                    setUp,
                    serving,
                    activity,
                    hears,
                    paused,
                    hotkey,
                    pasteAgain,
                    problem,
                    results,
                    files,
                    microphones,
                    models,
                    kept,
                    autostart,
                    former.quiet);
        }
    }
}
