package io.fastervox.agent;

import io.fastervox.audio.Recording;
import io.fastervox.desktop.Balloon;
import io.fastervox.desktop.Balloon.Kind;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What others tell the agent of their work. */
public sealed interface Report extends AgentEvent {
    /**
     * The program runs: the set-up begins, and what was wrong with the settings is told.
     *
     * @param problems each is told; the first stays to be seen
     */
    record Started(List<Problem> problems) implements Report {
        public Started {
            problems = List.copyOf(problems);
        }

        @Override
        public Step on(AgentState state) {
            List<Effect> effects = new ArrayList<>();
            effects.add(new Effect.Apply(state.settings(), state.paused()));
            effects.add(new Effect.StartSetUp(state.settings()));
            problems.forEach(problem -> effects.add(tell(state, problem)));
            return new Step(state.withProblem(problems.stream().findFirst()), effects);
        }
    }

    /** The set-up is further. */
    record Progressed(Track track) implements Report {
        @Override
        public Step on(AgentState state) {
            if (state.setUp() instanceof SetUp.Done done) {
                return Step.of(state.with(new SetUp.Done(done.progress().with(track), done.ready())));
            }
            if (!(state.setUp() instanceof SetUp.Running running)) {
                return Step.of(state);
            }
            AgentState now = state.with(new SetUp.Running(running.progress().with(track), running.failures()));
            boolean begins = running.progress().tracks().isEmpty() && running.failures() == 0;
            return begins && !state.quiet() ? Step.of(now, new Effect.Show(Windows.Window.WELCOME)) : Step.of(now);
        }
    }

    record Remarked(SetUpProgress.Remark remark) implements Report {
        /** How the packages of a graphics card ended that came after the set-up: people wait for that. */
        private static final Map<String, Kind> ENDS = Map.of(
                "env.gpu_ready", Kind.INFO,
                "env.gpu_untested", Kind.INFO,
                "device.gpu_refused", Kind.WARNING);

        /** How the update of the environment ended, which nobody waits for. */
        private static final Set<String> QUIET_ENDS = Set.of("env.updated", "env.update_waits");

        @Override
        public Step on(AgentState state) {
            if (state.setUp() instanceof SetUp.Done done) {
                SetUpProgress progress = done.progress().with(remark);
                Kind kind = ENDS.get(remark.key());
                if (kind == null) {
                    SetUpProgress now = QUIET_ENDS.contains(remark.key()) ? progress.rested() : progress;
                    return Step.of(state.with(new SetUp.Done(now, done.ready())));
                }
                String text = BalloonText.of(brief -> remark.saying(state.messages(), brief));
                return Step.of(state.with(new SetUp.Done(progress.rested(), done.ready())), tell(kind, text));
            }
            return state.setUp() instanceof SetUp.Running running
                    ? Step.of(state.with(new SetUp.Running(running.progress().with(remark), running.failures())))
                    : Step.of(state);
        }
    }

    /** The packages of a graphics card could not be made ready. Where nobody may fetch them, that is no news. */
    record GpuWaits(String gpu, Problem problem) implements Report {
        @Override
        public Step on(AgentState state) {
            if (!(state.setUp() instanceof SetUp.Done done)) {
                return Step.of(state);
            }
            Messages messages = state.messages();
            String cause = messages.cause(problem.code(), problem.arguments());
            SetUpProgress.Remark remark = new SetUpProgress.Remark("agent.gpu_waits", List.of(gpu, cause));
            SetUpProgress progress = done.progress().with(remark).rested();
            AgentState now = state.with(new SetUp.Done(progress, done.ready()));
            return problem.code() == ErrorCode.DOWNLOADS_OFF
                    ? Step.of(now)
                    : Step.of(now, tell(Kind.WARNING, BalloonText.of(brief -> waits(messages, brief))));
        }

        private String waits(Messages messages, UnaryOperator<Object> brief) {
            Problem said = problem.saying(brief);
            return messages.text("agent.gpu_waits", gpu, messages.cause(said.code(), said.arguments()));
        }
    }

    /** There is something to transcribe with. */
    record Prepared(Ready ready) implements Report {
        @Override
        public Step on(AgentState state) {
            SetUpProgress progress = state.setUp().progress();
            AgentState now = state.with(new SetUp.Done(progress.rested(), ready));
            boolean worthTelling = !progress.tracks().isEmpty() && state.ready().isEmpty();
            return worthTelling ? Step.of(now, tellReady(now)) : Step.of(now);
        }
    }

    /** The GPU failed at work, and the processor computes from now on. */
    record OnCpu() implements Report {
        @Override
        public Step on(AgentState state) {
            return state.setUp() instanceof SetUp.Done done
                    ? Step.of(state.with(new SetUp.Done(
                            done.progress(), new Ready(done.ready().model(), "cpu", "int8"))))
                    : Step.of(state);
        }
    }

    record SetUpFailed(Problem problem) implements Report {
        @Override
        public Step on(AgentState state) {
            SetUpProgress progress = state.setUp().progress();
            List<Effect> effects = new ArrayList<>();
            int failures = state.setUp() instanceof SetUp.Running running ? running.failures() + 1 : 1;
            SetUp next = new SetUp.Failed(progress, problem);
            if (problem.mayPass()) {
                SetUp.Waiting waiting = new SetUp.Waiting(progress, problem, failures);
                effects.add(new Effect.TryAgainAfter(waiting.pause(), failures));
                next = waiting;
            }
            if (failures == 1) {
                effects.add(tell(state, problem));
            }
            if (failures == 1 && progress.tracks().isEmpty() && !state.quiet()) {
                effects.add(new Effect.Show(Windows.Window.WELCOME)); // it is not open yet
            }
            return new Step(state.with(next), effects);
        }
    }

    /** The pause after a failure is over. */
    record TryAgain(int failures) implements Report {
        @Override
        public Step on(AgentState state) {
            return state.setUp() instanceof SetUp.Waiting waiting && waiting.failures() == failures
                    ? Step.of(
                            state.with(new SetUp.Running(waiting.progress(), failures)),
                            new Effect.StartSetUp(state.settings()))
                    : Step.of(state);
        }
    }

    record Moved(Activity activity) implements Report {
        @Override
        public Step on(AgentState state) {
            return Step.of(state.with(activity));
        }
    }

    /** The first sound of the recording that runs is here: now it makes sense to speak. */
    record Hears() implements Report {
        @Override
        public Step on(AgentState state) {
            return Step.of(state.hearing());
        }
    }

    /**
     * A dictation has become a text.
     *
     * @param notice what people must know of its way, as a message key; empty when it stands where it belongs
     */
    record Inserted(Dictated text, Optional<String> notice) implements Report {
        @Override
        public Step on(AgentState state) {
            AgentState now = state.with(Activity.NONE).plus(text);
            return notice.isEmpty()
                    ? Step.of(now)
                    : Step.of(now, answer(Kind.WARNING, now.messages().text(notice.get())));
        }
    }

    /** Nobody can say that the text arrived, and nobody looks for one in a menu unless they are told. */
    record Unproven() implements Report {
        @Override
        public Step on(AgentState state) {
            Messages messages = state.messages();
            String told = state.pasteAgain()
                    .map(keys -> messages.text("insertion.unproven.paste-again", keys))
                    .orElseGet(() -> messages.text("insertion.unproven"));
            return Step.of(state, tell(Kind.WARNING, told));
        }
    }

    /**
     * The newest text did not come a second time.
     *
     * @param notice where it is, as a message key
     */
    record NotPastedAgain(String notice) implements Report {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, answer(Kind.WARNING, state.messages().text(notice)));
        }
    }

    /** A dictation went wrong. What is damaged is repaired. */
    record Failed(Problem problem) implements Report {
        @Override
        public Step on(AgentState state) {
            AgentState now = state.with(Activity.NONE).withProblem(Optional.of(problem));
            return repairing(now, problem, answer(Kind.ERROR, said(now, problem)));
        }
    }

    /** The model is not in the memory though nobody has dictated yet. What is damaged is repaired. */
    record NotLoaded(Problem problem) implements Report {
        @Override
        public Step on(AgentState state) {
            AgentState now = state.withProblem(Optional.of(problem));
            return repairing(now, problem, tell(now, problem));
        }
    }

    /** What an earlier run of the program has recorded, and could not transcribe any more. */
    record Recovered(List<Recording> recordings) implements Report {
        public Recovered {
            recordings = List.copyOf(recordings);
        }

        @Override
        public Step on(AgentState state) {
            if (recordings.isEmpty()) {
                return Step.of(state);
            }
            List<Recording> kept = new ArrayList<>(recordings);
            kept.addAll(state.kept());
            return Step.of(
                    state.withKept(kept),
                    tell(Kind.WARNING, state.messages().text("agent.recovered", recordings.size())));
        }
    }

    /** Texts that earlier runs of the program have kept, the newest first. */
    record Remembered(List<Dictated> texts) implements Report {
        public Remembered {
            texts = List.copyOf(texts);
        }

        @Override
        public Step on(AgentState state) {
            List<Dictated> now = new ArrayList<>(state.results());
            texts.stream().filter(text -> !now.contains(text)).forEach(now::add);
            return Step.of(state.withResults(now.subList(0, Math.min(AgentState.RESULTS, now.size()))));
        }
    }

    /** A dictation gave no text, which is told by itself; its recording is still there. */
    record Kept(Recording recording) implements Report {
        @Override
        public Step on(AgentState state) {
            List<Recording> kept = new ArrayList<>(state.kept());
            kept.add(recording);
            return Step.of(state.withKept(kept));
        }
    }

    /** Of recordings without a text, those that began before are not kept any longer. */
    record KeptFrom(Instant oldest) implements Report {
        @Override
        public Step on(AgentState state) {
            List<Recording> over = state.kept().stream()
                    .filter(recording -> recording.started().isBefore(oldest))
                    .toList();
            List<Recording> rest = new ArrayList<>(state.kept());
            rest.removeAll(over);
            return over.isEmpty() ? Step.of(state) : Step.of(state.withKept(rest), new Effect.DiscardKept(over));
        }
    }

    /** Something that people should know though the work goes on. */
    record Warned(Problem problem) implements Report {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, tell(Kind.WARNING, said(state, problem)));
        }
    }

    /** Something that people should know of what they do just now, as a message key. */
    record Hinted(String key) implements Report {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, tell(Kind.WARNING, state.messages().text(key)));
        }
    }

    /** What was copied are no recordings. */
    record NoFiles() implements Report {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, answer(Kind.INFO, state.messages().text("agent.no-files")));
        }
    }

    /** A dictation came to nothing, and nobody is to blame: nothing was said. */
    record Nothing(String key) implements Report {
        @Override
        public Step on(AgentState state) {
            return Step.of(
                    state.with(Activity.NONE),
                    answer(Kind.INFO, state.messages().text(key)));
        }
    }

    /** The hotkeys that are registered now, of dictation and for pasting again; empty where none is. */
    record HotkeysAre(Optional<String> hotkey, Optional<String> pasteAgain) implements Report {
        @Override
        public Step on(AgentState state) {
            AgentState now = state.withHotkeys(hotkey, pasteAgain);
            boolean mended = hotkey.isPresent()
                    && state.problem()
                            .filter(problem -> problem.code() == ErrorCode.HOTKEY_TAKEN
                                    || problem.code() == ErrorCode.HOTKEY_REFUSED)
                            .isPresent();
            return Step.of(mended ? now.withProblem(Optional.empty()) : now);
        }
    }

    /** Why a hotkey is not the one that is wanted. A recording that runs goes on. */
    record HotkeyRefused(Problem problem) implements Report {
        @Override
        public Step on(AgentState state) {
            return Step.of(state.withProblem(Optional.of(problem)), tell(state, problem));
        }
    }

    record FilesMoved(FilesProgress progress) implements Report {
        @Override
        public Step on(AgentState state) {
            return Step.of(state.withFiles(state.files().with(progress)));
        }
    }

    /**
     * A batch of recordings is done.
     *
     * @param written a transcript of each
     * @param failures one for every recording that gave none
     * @param damaged what was missing of recordings, whose transcripts are those of the rest
     * @param away how many wait because they cannot be reached
     */
    record FilesDone(List<Path> written, List<Problem> failures, List<SetUpProgress.Remark> damaged, int away)
            implements Report {
        public FilesDone {
            written = List.copyOf(written);
            failures = List.copyOf(failures);
            damaged = List.copyOf(damaged);
        }

        @Override
        public Step on(AgentState state) {
            AgentState now = state.withFiles(state.files().rested(written));
            Messages messages = state.messages();
            if (failures.isEmpty() && written.isEmpty()) {
                return away == 0
                        ? Step.of(now) // all were cancelled
                        : Step.of(now, tell(Kind.WARNING, messages.text("files.away", away)));
            }
            if (failures.isEmpty()) {
                Kind kind = damaged.isEmpty() && away == 0 ? Kind.INFO : Kind.WARNING;
                return Step.of(now, tell(kind, withTheRest(messages, brief -> done(messages, brief))));
            }
            int total = written.size() + failures.size();
            Step told = withFailures(now, failures, total, text -> withTheRest(messages, text), Report::tell);
            return failures.stream().anyMatch(FilesDone::asksForRepair)
                            && state.serving().isPresent()
                    ? new Step(
                            told.state().repairing(),
                            List.of(told.effects().get(0), new Effect.Repair(state.settings())))
                    : told;
        }

        /** A worker may also end of a recording that no decoder survives; that is no reason to stop dictation. */
        private static boolean asksForRepair(Problem problem) {
            return problem.asksForRepair() && problem.code() != ErrorCode.WORKER_CRASHED;
        }

        private String done(Messages messages, UnaryOperator<Object> brief) {
            Object first = brief.apply(String.valueOf(written.get(0).getFileName()));
            return written.size() == 1
                    ? messages.text("files.done", first)
                    : messages.text("files.done.several", written.size(), first);
        }

        /** And what is damaged or away; how the first is damaged only if there is room. */
        private String withTheRest(Messages messages, Function<UnaryOperator<Object>, String> text) {
            String waiting = away == 0 ? "" : "\n" + messages.text("files.away", away);
            String whole = BalloonText.of(brief -> text.apply(brief) + lacks(messages, brief) + waiting);
            return damaged.isEmpty() || whole.length() <= BalloonText.LONGEST
                    ? whole
                    : BalloonText.of(brief ->
                            text.apply(brief) + "\n" + messages.text("files.damaged", damaged.size()) + waiting);
        }

        /** What the first of them lacks, and how many more there are; empty when all are whole. */
        private String lacks(Messages messages, UnaryOperator<Object> brief) {
            if (damaged.isEmpty()) {
                return "";
            }
            String text = "\n" + damaged.get(0).saying(messages, brief);
            return damaged.size() == 1 ? text : text + " " + messages.text("files.damaged.more", damaged.size() - 1);
        }
    }

    /** What the queue holds. */
    record JobsAre(List<FileJob> jobs) implements Report {
        public JobsAre {
            jobs = List.copyOf(jobs);
        }

        @Override
        public Step on(AgentState state) {
            return Step.of(state.withFiles(state.files().with(jobs)));
        }
    }

    /** The queue is paused, or goes on. */
    record QueuePaused(boolean now) implements Report {
        @Override
        public Step on(AgentState state) {
            return Step.of(state.withFiles(state.files().withPause(now)));
        }
    }

    /** Recordings, out of so many, that did not even come into the queue. */
    record FilesRefused(List<Problem> problems, int total) implements Report {
        public FilesRefused {
            problems = List.copyOf(problems);
        }

        @Override
        public Step on(AgentState state) {
            return withFailures(
                    state, problems, total, BalloonText::of, Report::answer); // of what somebody has just asked for
        }
    }

    /** Where their transcripts were wanted nothing can be written; they come into a folder that can. */
    record FilesElsewhere(List<Path> recordings, Path folder) implements Report {
        public FilesElsewhere {
            recordings = List.copyOf(recordings);
        }

        @Override
        public Step on(AgentState state) {
            return Step.of(state, tell(Kind.WARNING, BalloonText.of(brief -> told(state.messages(), brief))));
        }

        private String told(Messages messages, UnaryOperator<Object> brief) {
            Object first = brief.apply(String.valueOf(recordings.get(0).getFileName()));
            Object place = brief.apply(folder);
            return recordings.size() == 1
                    ? messages.text("files.elsewhere", first, place)
                    : messages.text("files.elsewhere.several", recordings.size(), first, place);
        }
    }

    /** The texts of recordings that were copied are on the clipboard. */
    record Copied() implements Report {
        @Override
        public Step on(AgentState state) {
            return Step.of(state, answer(Kind.INFO, state.messages().text("agent.copied")));
        }
    }

    record MicrophonesAre(List<String> names) implements Report {
        public MicrophonesAre {
            names = List.copyOf(names);
        }

        @Override
        public Step on(AgentState state) {
            return Step.of(state.withMicrophones(names));
        }
    }

    /** Whether the system starts the program. */
    record AutostartIs(Optional<Boolean> answer) implements Report {
        @Override
        public Step on(AgentState state) {
            return Step.of(state.withAutostart(answer));
        }
    }

    record ModelsAre(List<ModelOption> models) implements Report {
        public ModelsAre {
            models = List.copyOf(models);
        }

        @Override
        public Step on(AgentState state) {
            return Step.of(state.withModels(models));
        }
    }

    private static Effect tellReady(AgentState state) {
        Messages messages = state.messages();
        String otherwise = state.settings().policy().dictation() ? "agent.ready-without-hotkey" : "state.ready";
        return tell(
                Kind.INFO,
                state.hotkey()
                        .map(hotkey -> messages.text(state.isToggled() ? "agent.ready.toggle" : "agent.ready", hotkey))
                        .orElseGet(() -> messages.text(otherwise)));
    }

    private static Step repairing(AgentState state, Problem problem, Effect told) {
        return problem.asksForRepair() && state.serving().isPresent()
                ? Step.of(state.repairing(), told, new Effect.Repair(state.settings()))
                : Step.of(state, told);
    }

    private static Step withFailures(
            AgentState state,
            List<Problem> failures,
            int total,
            Function<Function<UnaryOperator<Object>, String>, String> whole,
            BiFunction<Kind, String, Effect> told) {
        Messages messages = state.messages();
        Problem first = failures.get(0);
        String counted = messages.text("files.failed", failures.size(), total);
        return Step.of(
                state.withProblem(Optional.of(first)),
                told.apply(
                        Kind.ERROR,
                        whole.apply(
                                brief -> counted + "\n" + first.saying(brief).cause(messages))));
    }

    private static Effect tell(AgentState state, Problem problem) {
        return tell(Kind.ERROR, said(state, problem));
    }

    /** What a balloon says of a problem. */
    static String said(AgentState state, Problem problem) {
        Messages messages = state.messages();
        return BalloonText.of(brief -> {
            Problem said = problem.saying(brief);
            return said.cause(messages) + "\n" + said.advice(messages);
        });
    }

    private static Effect tell(Kind kind, String text) {
        return new Effect.Tell(new Balloon(kind, "Faster-Vox", text));
    }

    private static Effect answer(Kind kind, String text) {
        return new Effect.Answer(new Balloon(kind, "Faster-Vox", text));
    }
}
