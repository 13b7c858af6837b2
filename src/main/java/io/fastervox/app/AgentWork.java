package io.fastervox.app;

import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.AgentState;
import io.fastervox.agent.Dictated;
import io.fastervox.agent.FileJob;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Report;
import io.fastervox.agent.Wish;
import io.fastervox.agent.Work;
import io.fastervox.audio.Microphones;
import io.fastervox.audio.Recording;
import io.fastervox.config.ConfigException;
import io.fastervox.config.Desk;
import io.fastervox.config.Settings;
import io.fastervox.config.SettingsStore;
import io.fastervox.desktop.Clipboard;
import io.fastervox.history.History;
import io.fastervox.history.HistoryException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the agent decides. What is kept, and what applies at once, is done on one thread; whatever may wait for a share
 * that sleeps, or for another program, on another: it keeps nobody from changing the hotkey.
 */
final class AgentWork implements Work, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentWork.class);
    private static final Duration LAST_KEEPING = Duration.ofSeconds(2);
    private static final URI PRIVACY = URI.create("ms-settings:privacy-microphone");

    private final Parts parts;
    private final Consumer<AgentEvent> agent;
    private final ExecutorService keeping = thread("keeping");
    /** Cancelling and forgetting take back what lies on shares, which may sleep. */
    private final ExecutorService queue = thread("queue-orders");

    private final ExecutorService errands = thread("errands");
    private volatile Settings settings;
    private volatile boolean listening;
    /** On the thread that keeps. */
    private boolean tested;

    /** What the work is done with. */
    record Parts(
            Platform platform,
            Microphones microphones,
            SettingsStore store,
            Path data,
            Path help,
            History history,
            AgentSetUp setUp,
            AgentDictation dictation,
            AgentFiles files,
            AgentFolder folder,
            AgentEngine engine,
            MicrophoneCheck check,
            Runnable end) {}

    AgentWork(Parts parts, Settings settings, Consumer<AgentEvent> agent) {
        this.parts = parts;
        this.settings = settings;
        this.agent = agent;
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void setUp(Settings now) {
        parts.setUp().begin(now);
    }

    @Override
    public void repair(Settings now) {
        parts.setUp().repair(now);
    }

    @Override
    public void endSetUp() {
        parts.setUp().end();
    }

    @Override
    public void tryAgainAfter(Duration pause, int failures) {
        parts.setUp().tryAgainAfter(pause, failures);
    }

    @Override
    public void startDictation() {
        parts.dictation().start();
    }

    @Override
    public void finishDictation() {
        parts.dictation().finish();
    }

    @Override
    public void cancelDictation() {
        parts.dictation().cancel();
    }

    /** Looks whether the hotkey is heard, when the screen is the person's again. */
    void testHotkey() {
        keeping.execute(parts.dictation()::test);
    }

    void upkeep() {
        errands.execute(() -> Upkeep.of(parts.platform(), settings.policy(), agent));
    }

    @Override
    public void dictating(boolean now) {
        parts.files().dictating(now);
        if (!now) {
            lookAround(); // a headset may have been plugged in for it
        }
    }

    @Override
    public void transcribe(List<Path> recordings) {
        errands.execute(() -> parts.files().add(recordings));
    }

    @Override
    public void actOn(FileJob.Action action, List<Integer> numbers) {
        queue.execute(() -> parts.files().act(action, numbers));
    }

    @Override
    public void pauseFiles(boolean on) {
        keeping.execute(() -> parts.files().pause(on));
    }

    @Override
    public void open(Path file) {
        errands.execute(() -> parts.platform().shell().open(file));
    }

    @Override
    public void reveal(Path file) {
        errands.execute(() -> parts.platform().shell().reveal(file));
    }

    @Override
    public void transcribeKept(Recording recording) {
        parts.dictation().again(recording);
    }

    @Override
    public void discardKept(List<Recording> recordings) {
        keeping.execute(() -> recordings.forEach(parts.dictation()::discard));
    }

    /** Tells the agent of recordings that earlier runs have left. */
    void offer(AgentRecordings recordings) {
        errands.execute(() -> agent.accept(
                new Report.Recovered(recordings.recover(settings.desk().history()))));
    }

    /** Tells the agent of the texts that earlier runs have kept, and lets go of those whose time is over. */
    void remember() {
        keeping.execute(() -> {
            parts.history().prune(settings.desk().history());
            try {
                List<Dictated> texts = parts.history().list(AgentState.RESULTS).stream()
                        .flatMap(kept -> kept.entry().stream())
                        .map(entry -> new Dictated(entry.text()))
                        .toList();
                agent.accept(new Report.Remembered(texts));
            } catch (HistoryException e) {
                agent.accept(new Report.Warned(Problem.of(e)));
            }
        });
    }

    @Override
    public void hearAgain() {
        keeping.execute(() -> {
            try {
                parts.dictation().again(parts.history(), parts.engine()::model);
            } catch (HistoryException e) {
                agent.accept(new Report.Warned(Problem.of(e)));
            }
        });
    }

    @Override
    public void forget() {
        keeping.execute(() -> {
            try {
                parts.history().clear();
            } catch (HistoryException e) {
                agent.accept(new Report.Warned(Problem.of(e)));
            }
        });
    }

    @Override
    public void transcribeClipboard() {
        errands.execute(() -> {
            Wish copied = CopiedRecordings.in(parts.platform().clipboard().read());
            copied.refusal().ifPresent(agent);
            if (!copied.recordings().isEmpty()) {
                parts.files().addForClipboard(copied.recordings());
            } else if (copied.unusable().isEmpty()) {
                agent.accept(new Report.NoFiles());
            }
        });
    }

    @Override
    public void copy(String text) {
        keeping.execute(() -> {
            if (parts.platform().clipboard().copy(text) instanceof Clipboard.Copied.Unavailable) {
                agent.accept(new Report.Hinted("agent.not-copied"));
            }
        });
    }

    @Override
    public void pasteAgain(String text) {
        parts.dictation().pasteAgain(text);
    }

    @Override
    public void save(Settings now) {
        keeping.execute(() -> {
            try {
                parts.store().save(now);
            } catch (ConfigException e) {
                agent.accept(new Report.Warned(Problem.of(e)));
            }
        });
    }

    @Override
    public void apply(Settings now, boolean paused) {
        boolean otherMicrophone =
                !now.desk().microphone().equals(settings.desk().microphone());
        settings = now;
        parts.files().apply(now);
        parts.folder()
                .apply(now.desk()
                        .files()
                        .watched()
                        .filter(folder -> now.policy().files()));
        lookAround();
        keeping.execute(() -> {
            parts.dictation().apply(now, paused);
            if (!tested) {
                tested = true;
                parts.dictation().test();
            }
            parts.history().prune(now.desk().history());
            parts.engine()
                    .loadAhead(!paused
                            && now.policy().dictation()
                            && now.desk().modelLoading() == Desk.ModelLoading.AT_START);
            parts.engine().restAfter(Duration.ofMinutes(now.desk().idleMinutes()));
            if (listening && otherMicrophone) {
                parts.check().begin(now.desk().microphone());
            }
        });
    }

    @Override
    public void choosingShortcut(boolean now) {
        keeping.execute(() -> parts.dictation().choosingShortcut(now));
    }

    @Override
    public void listen(boolean on) {
        listening = on;
        keeping.execute(() -> {
            if (on) {
                parts.check().begin(settings.desk().microphone());
            } else {
                parts.check().close();
            }
        });
    }

    @Override
    public void lookAround() {
        keeping.execute(() -> {
            agent.accept(new Report.AutostartIs(parts.platform().autostart().isOn()));
            agent.accept(new Report.MicrophonesAre(parts.microphones().names()));
            parts.dictation().lookAround();
        });
    }

    @Override
    public void autostart(boolean wanted) {
        keeping.execute(() -> {
            if (!parts.platform().autostart().turn(wanted)) {
                agent.accept(new Report.Hinted("agent.no-autostart"));
            }
        });
        lookAround();
    }

    @Override
    public void openDataFolder() {
        errands.execute(() -> parts.platform().shell().open(parts.data()));
    }

    @Override
    public void openHelp(String page) {
        errands.execute(() -> parts.platform().shell().open(parts.help().resolve(page)));
    }

    @Override
    public void openMicrophonePrivacy() {
        errands.execute(() -> parts.platform().shell().open(PRIVACY));
    }

    @Override
    public void quit() {
        LOG.info("asked to quit");
        parts.end().run();
    }

    /** What was to be kept or forgotten is, unless the disk takes too long. */
    @Override
    public void close() {
        errands.shutdownNow();
        queue.shutdown();
        keeping.shutdown();
        try {
            long deadline = System.nanoTime() + LAST_KEEPING.toNanos();
            for (ExecutorService left : List.of(keeping, queue)) {
                if (!left.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.warn("not all is kept");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.shutdownNow();
        keeping.shutdownNow();
    }
}
