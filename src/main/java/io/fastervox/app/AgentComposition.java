package io.fastervox.app;

import io.fastervox.agent.Agent;
import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.AgentPorts;
import io.fastervox.agent.AgentState;
import io.fastervox.agent.Command;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Report;
import io.fastervox.agent.Windows;
import io.fastervox.audio.JavaSoundMicrophones;
import io.fastervox.audio.Microphones;
import io.fastervox.audio.Recorder;
import io.fastervox.config.LoadedSettings;
import io.fastervox.desktop.LocalEndpoint;
import io.fastervox.desktop.Notifier;
import io.fastervox.desktop.Tray;
import io.fastervox.desktop.awt.AwtTray;
import io.fastervox.desktop.awt.Display;
import io.fastervox.desktop.headless.HeadlessTray;
import io.fastervox.dictation.Dictation;
import io.fastervox.engine.EngineException;
import io.fastervox.history.History;
import io.fastervox.support.ErrorCode;
import io.fastervox.ui.SwingWindows;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The agent with everything it works with, wired by hand. */
final class AgentComposition implements AutoCloseable {
    private final Platform platform;
    private final AgentEngine engine;
    private final AgentRecordings recordings;
    private final Dictation dictation;
    private final AgentSetUp setUp;
    private final PreparedEngines otherEngines;
    private final AgentFiles files;
    private final AgentFolder folder;
    private final Reception reception;
    private final MicrophoneCheck check;
    private final AgentWork work;
    private final HistoryTidying tidying;
    private final Windows windows;
    private final Tray<Command> tray;
    private final Agent agent;
    private final List<Problem> problems;

    /**
     * @param quiet whether the system starts it and not a person
     * @param end what ends the program
     */
    AgentComposition(Composition program, boolean quiet, Runnable end) {
        Map<String, String> variables = program.variables();
        Path data = program.data();
        Locale language = program.console().messages().locale();
        LoadedSettings loaded = program.settingsStore().load();
        this.problems = loaded.notices().stream().map(Problem::of).toList();
        this.platform = Platform.ofThisSystem(loaded.settings().desk().pasteKeys());
        Inbox inbox = new Inbox();
        this.engine = new AgentEngine(
                IdleRest.timer(),
                failure -> tellOfGpu(failure, inbox),
                failure -> inbox.accept(new Report.NotLoaded(Problem.of(failure))));
        Screen screen = Screen.ofThisSystem(inbox);
        this.windows = screen.windows();
        this.tray = screen.tray();
        Microphones microphones = new JavaSoundMicrophones();
        this.recordings = new AgentRecordings(data.resolve("recordings"), Clock.systemUTC());
        History history = program.history();
        AgentDictation keys = new AgentDictation(platform, inbox, windows);
        this.dictation = new Dictation(
                new Recorder(microphones, platform.privacy(), recordings.store()),
                recordings.store(),
                engine,
                platform.paster(),
                new HistoryArchive(history, keys::history, engine::model),
                keys);
        keys.with(dictation);
        this.tidying = new HistoryTidying(
                history,
                now -> inbox.accept(new Report.KeptFrom(recordings.oldest(now))),
                keys::history,
                IdleRest.timer());
        this.setUp = new AgentSetUp(console -> new Composition(variables, console), engine, inbox, language);
        this.otherEngines = new PreparedEngines(program, engine::pause);
        this.files = new AgentFiles(
                data.resolve("jobs"),
                program.transcripts(),
                new FilesEngines(engine, otherEngines, failure -> tellOfGpu(failure, inbox)),
                platform.clipboard(),
                loaded.settings(),
                inbox);
        this.folder = new AgentFolder(data.resolve("jobs").resolve("watched"), files::addArrived);
        this.reception = new Reception(files::add, inbox);
        this.check = new MicrophoneCheck(microphones, windows::level);
        AgentWork.Parts parts = new AgentWork.Parts(
                platform,
                microphones,
                program.settingsStore(),
                data,
                program.program().resolve("docs/help"),
                history,
                setUp,
                keys,
                files,
                folder,
                engine,
                check,
                end);
        this.work = new AgentWork(parts, loaded.settings(), inbox);
        this.agent = new Agent(
                AgentState.starting(loaded.settings(), language, quiet),
                tray,
                new AgentPorts(screen.notifier(), windows, work),
                System::nanoTime);
        inbox.agent = agent;
        platform.session().listen(event -> {
            switch (event) {
                case ENDING -> end.run();
                // Nobody speaks to a machine that sleeps or is locked; what was said becomes text.
                case SUSPENDING, LOCKED, SWITCHED_AWAY -> agent.post(new Command.FinishDictation());
                // Not when it awakes: that may be at night, and a key would light the screen.
                case UNLOCKED -> work.testHotkey();
                default -> {}
            }
        });
    }

    /** @param endpoint where other starts of the program hand their wishes over; empty: nowhere */
    void start(Optional<LocalEndpoint> endpoint) {
        agent.start();
        agent.post(new Report.Started(problems));
        work.offer(recordings);
        work.remember();
        tidying.begin();
        files.begin();
        work.upkeep();
        endpoint.ifPresent(reception::open);
    }

    private static void tellOfGpu(EngineException failure, Consumer<AgentEvent> agent) {
        agent.accept(new Report.OnCpu());
        agent.accept(new Report.Warned(
                new Problem(ErrorCode.GPU_GAVE_WAY, List.of(failure.code().id()))));
    }

    void post(Command command) {
        agent.post(command);
    }

    /** Nothing here waits long: the end of a session is not held up. */
    @Override
    public void close() {
        reception.close();
        agent.close();
        work.close(); // it works with all the others
        setUp.close();
        folder.close();
        files.close();
        check.close();
        tidying.close();
        dictation.close();
        recordings.close();
        engine.close();
        otherEngines.close();
        tray.close();
        windows.close();
        platform.close();
    }

    /** Parts that talk to the agent are made before it. Nothing comes before {@link #start}. */
    private static final class Inbox implements Consumer<AgentEvent> {
        private volatile @Nullable Agent agent;

        @Override
        public void accept(AgentEvent event) {
            Agent there = agent;
            if (there != null) {
                there.post(event);
            }
        }
    }

    /** What people see, if there is a screen. */
    private record Screen(Tray<Command> tray, Notifier notifier, Windows windows) {
        static Screen ofThisSystem(Consumer<AgentEvent> inbox) {
            if (!Display.isThere()) {
                return new Screen(new HeadlessTray<>(), balloon -> {}, Windows.NONE);
            }
            SwingWindows windows = new SwingWindows(inbox::accept, Platform.onTop());
            Command opened = new Command.Show(Windows.Window.WELCOME);
            Runnable formerWindow = Platform.formerWindow();
            Consumer<Command> chosen = command -> {
                if (command instanceof Command.Dictate) {
                    formerWindow.run();
                }
                inbox.accept(command);
            };
            Runnable beforeMenu = () -> {
                windows.prepareLook();
                inbox.accept(new Command.LookAround()); // what has changed is in the menu when it is opened again
            };
            AwtTray<Command> tray = new AwtTray<>(chosen, opened, beforeMenu);
            return new Screen(tray, tray, windows);
        }
    }
}
