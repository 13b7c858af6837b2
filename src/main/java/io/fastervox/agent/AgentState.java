package io.fastervox.agent;

import io.fastervox.config.Settings;
import io.fastervox.support.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything the agent knows that anybody sees.
 *
 * @param systemLanguage of the texts, where the settings name none
 * @param paused whether the hotkey is left to others for now
 * @param hotkey as people read it; empty while none is registered
 * @param problem what went wrong last besides the set-up, until it is mended or dismissed
 * @param results texts of this session, the newest first
 * @param files what is done with recordings in the background
 * @param quiet whether it was started by the system and not by a person, who would look for a window
 */
public record AgentState(
        Settings settings,
        Locale systemLanguage,
        SetUp setUp,
        Activity activity,
        boolean paused,
        Optional<String> hotkey,
        Optional<Problem> problem,
        List<Dictated> results,
        FilesState files,
        List<String> microphones,
        List<ModelOption> models,
        boolean quiet) {
    private static final int RESULTS = 10;

    public AgentState {
        results = List.copyOf(results);
        microphones = List.copyOf(microphones);
        models = List.copyOf(models);
    }

    public static AgentState starting(Settings settings, Locale systemLanguage, boolean quiet) {
        return new AgentState(
                settings,
                systemLanguage,
                new SetUp.Running(SetUpProgress.NOTHING, 0),
                Activity.NONE,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                FilesState.NONE,
                List.of(),
                List.of(),
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

    public Locale language() {
        return settings.desk().uiLanguage().map(Locale::forLanguageTag).orElse(systemLanguage);
    }

    public Messages messages() {
        return Messages.in(language());
    }

    AgentState with(SetUp now) {
        return new AgentState(
                settings,
                systemLanguage,
                now,
                activity,
                paused,
                hotkey,
                problem,
                results,
                files,
                microphones,
                models,
                quiet);
    }

    AgentState with(Activity now) {
        return new AgentState(
                settings,
                systemLanguage,
                setUp,
                now,
                paused,
                hotkey,
                problem,
                results,
                files,
                microphones,
                models,
                quiet);
    }

    AgentState with(Settings now) {
        return new AgentState(
                now,
                systemLanguage,
                setUp,
                activity,
                paused,
                hotkey,
                problem,
                results,
                files,
                microphones,
                models,
                quiet);
    }

    AgentState withPause(boolean now) {
        return new AgentState(
                settings,
                systemLanguage,
                setUp,
                activity,
                now,
                hotkey,
                problem,
                results,
                files,
                microphones,
                models,
                quiet);
    }

    AgentState withHotkey(Optional<String> now) {
        return new AgentState(
                settings,
                systemLanguage,
                setUp,
                activity,
                paused,
                now,
                problem,
                results,
                files,
                microphones,
                models,
                quiet);
    }

    AgentState withProblem(Optional<Problem> now) {
        return new AgentState(
                settings,
                systemLanguage,
                setUp,
                activity,
                paused,
                hotkey,
                now,
                results,
                files,
                microphones,
                models,
                quiet);
    }

    AgentState withFiles(FilesState now) {
        return new AgentState(
                settings,
                systemLanguage,
                setUp,
                activity,
                paused,
                hotkey,
                problem,
                results,
                now,
                microphones,
                models,
                quiet);
    }

    AgentState withMicrophones(List<String> now) {
        return new AgentState(
                settings, systemLanguage, setUp, activity, paused, hotkey, problem, results, files, now, models, quiet);
    }

    AgentState withModels(List<ModelOption> now) {
        return new AgentState(
                settings,
                systemLanguage,
                setUp,
                activity,
                paused,
                hotkey,
                problem,
                results,
                files,
                microphones,
                now,
                quiet);
    }

    AgentState plus(Dictated result) {
        List<Dictated> now = new ArrayList<>(results);
        now.remove(result);
        now.add(0, result);
        return new AgentState(
                settings,
                systemLanguage,
                setUp,
                activity,
                paused,
                hotkey,
                problem,
                now.subList(0, Math.min(RESULTS, now.size())),
                files,
                microphones,
                models,
                quiet);
    }
}
