package io.fastervox.agent;

import io.fastervox.audio.Recording;
import io.fastervox.config.Desk;
import io.fastervox.config.Settings;
import io.fastervox.desktop.Balloon;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people want, by hotkey, menu or window. */
public sealed interface Command extends AgentEvent {
    /** Begins a dictation, or ends the one that runs. */
    record Dictate() implements Command {
        @Override
        public Step on(AgentState state) {
            if (state.activity() == Activity.RECORDING) {
                return new FinishDictation().on(state);
            }
            if (!state.settings().policy().dictation()) {
                return Step.of(state, warning(new Problem(ErrorCode.DICTATION_OFF, List.of()).cause(state.messages())));
            }
            if (state.serving().isEmpty()) {
                // The key must not take it for begun, or its next press would be the end.
                return Step.of(
                        state, Effect.Order.FINISH_DICTATION, notYet(state), new Effect.Show(Windows.Window.WELCOME));
            }
            return Step.of(state.withProblem(Optional.empty()), Effect.Order.START_DICTATION);
        }
    }

    /** Ends the recording; what was said becomes text. The next press is a new dictation, however soon it comes. */
    record FinishDictation() implements Command {
        @Override
        public Step on(AgentState state) {
            AgentState now = state.activity() == Activity.RECORDING ? state.with(Activity.TRANSCRIBING) : state;
            return Step.of(now, Effect.Order.FINISH_DICTATION);
        }
    }

    record CancelDictation() implements Command {
        @Override
        public Step on(AgentState state) {
            return state.activity() == Activity.NONE ? Step.of(state) : Step.of(state, Effect.Order.CANCEL_DICTATION);
        }
    }

    record ChooseFiles() implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, new Effect.Show(Windows.Window.CHOOSE_FILES));
        }
    }

    /** @param unusable of which people are told */
    record Transcribe(List<Path> recordings, List<Wish.Unusable> unusable) implements Command {
        public Transcribe {
            recordings = List.copyOf(recordings);
            unusable = List.copyOf(unusable);
        }

        public Transcribe(List<Path> recordings) {
            this(recordings, List.of());
        }

        @Override
        public Step on(AgentState state) {
            Optional<Step> refused = new Wish(Wish.Kind.TRANSCRIBE, recordings, unusable)
                    .refusal()
                    .map(refusal -> refusal.on(state));
            if (recordings.isEmpty()) {
                return refused.orElseGet(() -> Step.of(state));
            }
            if (refused.isPresent()) {
                return refused.get().and(new Effect.TranscribeFiles(recordings));
            }
            Effect transcribe = new Effect.TranscribeFiles(recordings);
            if (state.serving().isPresent() && !state.files().paused()) {
                return Step.of(state, transcribe);
            }
            String why = state.files().paused() ? "agent.files-paused" : "agent.files-wait";
            String wait = state.messages().text(why);
            return Step.of(state, transcribe, new Effect.Answer(new Balloon(Balloon.Kind.INFO, "Faster-Vox", wait)));
        }
    }

    /** None of them: nothing is done. */
    record ActOnFiles(FileJob.Action action, List<Integer> numbers) implements Command {
        public ActOnFiles {
            numbers = List.copyOf(numbers);
        }

        @Override
        public Step on(AgentState state) {
            return numbers.isEmpty() ? Step.of(state) : Step.of(state, new Effect.ActOnFiles(action, numbers));
        }
    }

    /** Puts the recording that is transcribed aside and begins none, or goes on; a restart changes nothing of it. */
    record PauseFiles(boolean on) implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, new Effect.PauseFiles(on));
        }
    }

    /** Opens a transcript in the program that people have chosen for such files. */
    record OpenTranscript(Path transcript) implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, new Effect.Open(transcript));
        }
    }

    /** Shows a file where it lies. */
    record Reveal(Path file) implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, new Effect.Reveal(file));
        }
    }

    record TranscribeClipboard() implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, Effect.Order.TRANSCRIBE_CLIPBOARD);
        }
    }

    record CopyAgain(Dictated text) implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, new Effect.Copy(text));
        }
    }

    /** Pastes the newest text once more, where the person is now; not while another one is on its way. */
    record PasteAgain() implements Command {
        @Override
        public Step on(AgentState state) {
            if (state.activity() != Activity.NONE) {
                return Step.of(state);
            }
            Effect nothing = new Effect.Answer(new Balloon(
                    Balloon.Kind.INFO, "Faster-Vox", state.messages().text("agent.nothing-to-paste")));
            return Step.of(
                    state,
                    state.results().stream()
                            .findFirst()
                            .<Effect>map(Effect.PasteAgain::new)
                            .orElse(nothing));
        }
    }

    /** Makes the text of the last dictation anew, with the model that is chosen now. */
    record HearAgain() implements Command {
        @Override
        public Step on(AgentState state) {
            return state.serving().isEmpty() ? Step.of(state) : Step.of(state, Effect.Order.HEAR_AGAIN);
        }
    }

    /** Deletes what was kept of dictations. */
    record Forget() implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state.withResults(List.of()), Effect.Order.FORGET);
        }
    }

    /** Makes the text of a recording that was kept; it goes to the clipboard, for nobody knows where its person is by now. */
    record TranscribeKept(Recording recording) implements Command {
        @Override
        public Step on(AgentState state) {
            if (state.serving().isEmpty() || !state.kept().contains(recording)) {
                return Step.of(state);
            }
            List<Recording> rest = new ArrayList<>(state.kept());
            rest.remove(recording);
            return Step.of(state.withKept(rest), new Effect.TranscribeKept(recording));
        }
    }

    /** Deletes every recording that was kept. */
    record DiscardKept() implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state.withKept(List.of()), new Effect.DiscardKept(state.kept()));
        }
    }

    /** Leaves the hotkey to others, or takes it again. */
    record Pause(boolean on) implements Command {
        @Override
        public Step on(AgentState state) {
            AgentState now = state.withPause(on);
            return Step.of(now, new Effect.Apply(now.settings(), on));
        }
    }

    /** Whether keys that are pressed are being chosen as a shortcut. */
    record ChooseShortcut(boolean on) implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, new Effect.ChooseShortcut(on));
        }
    }

    record Show(Windows.Window window) implements Command {
        @Override
        public Step on(AgentState state) {
            // Others turn the start with the system on and off, too, and microphones come and go.
            return Step.of(state, new Effect.Show(window), Effect.Order.LOOK_AROUND);
        }
    }

    /** What may have changed around the program is looked at: microphones come and go. */
    record LookAround() implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, Effect.Order.LOOK_AROUND);
        }
    }

    /** Whether the system shall start the program. */
    record Autostart(boolean wanted) implements Command {
        @Override
        public Step on(AgentState state) {
            boolean free = state.settings().policy().autostart().isEmpty();
            return free ? Step.of(state, new Effect.Autostart(wanted)) : Step.of(state);
        }
    }

    /** Whether a window shows the level of the microphone. */
    record Listen(boolean on) implements Command {
        @Override
        public Step on(AgentState state) {
            boolean listens = on && state.settings().policy().dictation();
            return Step.of(state, new Effect.Listen(listens));
        }
    }

    record Mend(Remedy remedy) implements Command {
        @Override
        public Step on(AgentState state) {
            Step mended = mended(state);
            List<Integer> again = failedFor(state);
            return remedy == Remedy.RETRY && !again.isEmpty()
                    ? mended.and(new Effect.ActOnFiles(FileJob.Action.RETRY, again))
                    : mended;
        }

        /** The recordings that failed, when the problem is theirs. */
        private static List<Integer> failedFor(AgentState state) {
            List<FileJob> failed = state.files().jobs().stream()
                    .filter(job -> job.stage() == FileJob.Stage.FAILED)
                    .toList();
            boolean theirs = state.problem().isPresent()
                    && failed.stream().anyMatch(job -> job.reason().equals(state.problem()));
            return theirs ? failed.stream().map(FileJob::number).toList() : List.of();
        }

        private Step mended(AgentState state) {
            return switch (remedy) {
                case RETRY ->
                    state.ready().isPresent()
                            ? Step.of(
                                    state.withProblem(Optional.empty()),
                                    new Effect.Apply(state.settings(), state.paused()))
                            : new ResumeSetUp().on(state);
                case USE_CPU -> new Change(state.settings().withDevice(Settings.Device.CPU)).on(state);
                case SETTINGS -> new Show(Windows.Window.SETTINGS).on(state);
                case MICROPHONE_PRIVACY -> Step.of(state, Effect.Order.OPEN_MICROPHONE_PRIVACY);
                case OPEN_FOLDER -> Step.of(state, Effect.Order.OPEN_DATA_FOLDER);
                case NONE -> Step.of(state);
            };
        }
    }

    /** What went wrong was read. */
    record Dismiss() implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state.withProblem(Optional.empty()));
        }
    }

    /** Other settings, at once and for the next time. */
    record Change(Settings chosen) implements Command {
        @Override
        public Step on(AgentState state) {
            Settings settings = state.settings().changedTo(chosen);
            if (settings.equals(state.settings())) {
                return Step.of(state);
            }
            AgentState now = state.with(settings);
            List<Effect> effects =
                    new ArrayList<>(List.of(new Effect.Save(settings), new Effect.Apply(settings, state.paused())));
            Settings then = whatTranscribes(state.settings());
            if (!whatTranscribes(settings).withLanguage(then.language()).equals(then)) {
                now = now.with(new SetUp.Running(SetUpProgress.NOTHING, 0));
                effects.add(new Effect.StartSetUp(settings));
            } else if (!settings.language().equals(then.language()) && !(state.setUp() instanceof SetUp.Paused)) {
                // Mostly the model stays, and there is nothing to be seen; some languages need another one.
                now = state.ready().isPresent()
                        ? now
                        : now.with(new SetUp.Running(state.setUp().progress(), 0));
                effects.add(new Effect.StartSetUp(settings));
            }
            return new Step(now, effects);
        }

        private static Settings whatTranscribes(Settings settings) {
            return settings.withDesk(Desk.DEFAULTS);
        }
    }

    record PauseSetUp() implements Command {
        @Override
        public Step on(AgentState state) {
            return state.ready().isPresent()
                    ? Step.of(state)
                    : Step.of(state.with(new SetUp.Paused(state.setUp().progress())), Effect.Order.END_SET_UP);
        }
    }

    /** Goes on with a set-up that was paused or failed. */
    record ResumeSetUp() implements Command {
        @Override
        public Step on(AgentState state) {
            return state.ready().isPresent() || state.setUp() instanceof SetUp.Running
                    ? Step.of(state)
                    : Step.of(
                            state.with(new SetUp.Running(state.setUp().progress(), 0)),
                            new Effect.StartSetUp(state.settings()));
        }
    }

    record OpenFolder() implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, Effect.Order.OPEN_DATA_FOLDER);
        }
    }

    record OpenHelp() implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, new Effect.OpenHelp(state.messages().text("help.page")));
        }
    }

    record Quit() implements Command {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, Effect.Order.QUIT);
        }
    }

    private static Effect notYet(AgentState state) {
        String text = state.trouble()
                .map(problem -> BalloonText.of(brief -> problem.saying(brief).cause(state.messages())))
                .orElseGet(() -> state.messages()
                        .text("agent.not-yet", state.setUp().progress().percent()));
        return warning(text);
    }

    private static Effect warning(String text) {
        return new Effect.Tell(new Balloon(Balloon.Kind.WARNING, "Faster-Vox", text));
    }
}
