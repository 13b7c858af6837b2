package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.Report;
import io.fastervox.agent.Windows;
import io.fastervox.audio.CaptureLine;
import io.fastervox.audio.Microphones;
import io.fastervox.config.Desk;
import io.fastervox.config.HistoryChoice;
import io.fastervox.config.Policy;
import io.fastervox.config.Settings;
import io.fastervox.config.SettingsStore;
import io.fastervox.desktop.Autostart;
import io.fastervox.desktop.Clipboard;
import io.fastervox.desktop.ExplorerMenu;
import io.fastervox.desktop.MicrophonePrivacy;
import io.fastervox.desktop.headless.HeadlessForeground;
import io.fastervox.desktop.headless.HeadlessHotkeys;
import io.fastervox.desktop.headless.HeadlessPaster;
import io.fastervox.desktop.headless.HeadlessSession;
import io.fastervox.desktop.headless.NoShell;
import io.fastervox.engine.ModelSpec;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.history.History;
import io.fastervox.history.HistoryEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AgentWorkTest {
    private static final Path CLIP = Path.of(System.getProperty("fastervox.program"), "samples/ill-disposed.wav");

    @TempDir
    Path folder;

    private final BlockingQueue<AgentEvent> told = new LinkedBlockingQueue<>();
    private final CountDownLatch asleep = new CountDownLatch(1);
    private final FakeTimer timer = new FakeTimer();
    private final AgentEngine engine = new AgentEngine(timer, failure -> {}, failure -> {});
    private SettingsStore store = new SettingsStore(CLIP, CLIP, keys -> true);
    private History history = new History(CLIP, Optional.empty(), Clock.systemUTC());

    @BeforeEach
    void aFolder() {
        store = new SettingsStore(folder, folder.resolve("policy.json"), keys -> true);
        history = new History(folder.resolve("history"), Optional.empty(), Clock.systemUTC());
    }

    /** Whoever looks at a recording, or copies, waits until the sleep is over. */
    private AgentWork work() {
        HeadlessForeground foreground = new HeadlessForeground();
        Clipboard clipboard = new SlowClipboard();
        Platform platform = new Platform(
                new HeadlessHotkeys(),
                clipboard,
                new HeadlessPaster(foreground, clipboard),
                foreground,
                new HeadlessSession(),
                () -> MicrophonePrivacy.Access.UNKNOWN,
                new NoShell(),
                Autostart.NONE,
                ExplorerMenu.NONE);
        AgentFiles files = new AgentFiles(
                folder.resolve("jobs"),
                folder.resolve("documents"),
                (wish, request) -> {
                    throw new AssertionError("nothing is worked on");
                },
                clipboard,
                Settings.DEFAULTS,
                told::add,
                recordings -> {
                    sleep();
                    return List.of();
                });
        Microphones microphones = new PluggedIn();
        AgentWork.Parts parts = new AgentWork.Parts(
                platform,
                microphones,
                store,
                folder,
                folder,
                history,
                new AgentSetUp(
                        console -> {
                            throw new AssertionError("nothing is set up");
                        },
                        engine,
                        told::add,
                        Locale.ENGLISH),
                new AgentDictation(platform, told::add, Windows.NONE),
                files,
                new AgentFolder(folder.resolve("watched"), arrivals -> true),
                engine,
                new MicrophoneCheck(microphones, level -> {}),
                () -> {});
        return new AgentWork(parts, Settings.DEFAULTS, told::add);
    }

    /** Whoever is interrupted meanwhile has not seen the share. */
    private void sleep() {
        try {
            asleep.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private AgentEvent next(Class<? extends AgentEvent> kind) throws InterruptedException {
        AgentEvent event = told.poll(10, TimeUnit.SECONDS);
        while (event != null && !kind.isInstance(event)) {
            event = told.poll(10, TimeUnit.SECONDS);
        }
        return event == null ? new Report.Hinted("never told") : event;
    }

    @Test
    void aShareThatSleepsKeepsNoSettingWaiting() throws Exception {
        Settings chosen = Settings.DEFAULTS.withDesk(Settings.DEFAULTS.desk().withHotkey(Optional.of("Ctrl+F9")));
        try (AgentWork work = work()) {
            work.transcribe(List.of(CLIP));
            work.save(chosen);
            work.apply(chosen, false);

            assertEquals(
                    new Report.HotkeysAre(Optional.of("Ctrl+F9"), Optional.of("Ctrl+Win+J")),
                    next(Report.HotkeysAre.class));
            assertEquals(chosen, store.load().settings());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AT_START, false, true, 1",
        "ON_KEY, false, true, 0",
        "AT_START, true, true, 0",
        "AT_START, false, false, 0"
    })
    void theModelIsLoadedAheadWhereThatIsWantedAndSomebodyCanDictate(
            Desk.ModelLoading chosen, boolean paused, boolean dictation, int loads) throws Exception {
        HearingEngine worker = new HearingEngine();
        engine.use(
                (environment, device) -> worker,
                new Preparation.Prepared(
                        new ReadyEnvironment(folder, folder, "cpu", "lock"),
                        "base",
                        new ModelSpec(folder, "cpu", "int8", 4)));
        Settings settings = Settings.DEFAULTS
                .withDesk(Settings.DEFAULTS.desk().withModelLoading(chosen))
                .under(new Policy(Set.of(), dictation, true, true, Optional.empty()));

        AgentWork work = work();
        work.apply(settings, paused);
        work.close();
        timer.pass(Duration.ZERO);

        assertEquals(loads, worker.loads());
    }

    @Test
    void whatWasForgottenIsGoneAtTheEnd() throws Exception {
        HistoryEntry said =
                new HistoryEntry("Norland", Optional.empty(), Optional.of("en"), 3, 1, Optional.of("base"), List.of());
        history.add(said, Files.copy(CLIP, folder.resolve("said.wav")), HistoryChoice.DEFAULTS);
        AgentWork work = work();
        work.copy("what is before it");
        work.forget();

        Thread closing = new Thread(work::close);
        closing.start();
        while (closing.isAlive() && closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        asleep.countDown();
        closing.join();

        assertEquals(List.of(), history.list(9));
    }

    @Test
    void theMicrophonesAreLookedAtAfterADictation() throws Exception {
        try (AgentWork work = work()) {
            work.dictating(true);
            work.dictating(false);

            assertEquals(new Report.MicrophonesAre(List.of("Headset")), next(Report.MicrophonesAre.class));
        }
    }

    @Test
    void thatNothingToTranscribeWasCopiedIsTold() throws Exception {
        try (AgentWork work = work()) {
            work.transcribeClipboard();

            assertEquals(new Report.NoFiles(), next(Report.NoFiles.class));
        }
    }

    private final class SlowClipboard implements Clipboard {
        @Override
        public Content read() {
            return new Content.Other();
        }

        @Override
        public Copied copy(String text) {
            sleep();
            return new Copied.Done();
        }
    }

    /** A headset is plugged in. */
    private static final class PluggedIn implements Microphones {
        @Override
        public List<String> names() {
            return List.of("Headset");
        }

        @Override
        public CaptureLine open(Optional<String> wanted) {
            throw new AssertionError("nobody listens");
        }
    }
}
