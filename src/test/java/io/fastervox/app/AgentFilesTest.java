package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Report;
import io.fastervox.config.FilesChoice;
import io.fastervox.config.Policy;
import io.fastervox.config.Settings;
import io.fastervox.desktop.Clipboard;
import io.fastervox.desktop.headless.HeadlessClipboard;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.files.EngineSource;
import io.fastervox.files.Job;
import io.fastervox.files.Queue;
import io.fastervox.files.QueueListener;
import io.fastervox.files.UsedModel;
import io.fastervox.files.WatchedFolder;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.OsLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AgentFilesTest {
    private static final Path CLIP = Path.of(System.getProperty("fastervox.program"), "samples/ill-disposed.wav");

    @TempDir
    Path folder;

    private final LinkedBlockingQueue<AgentEvent> told = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<TranscriptionRequest> asked = new LinkedBlockingQueue<>();
    private final HeadlessClipboard clipboard = new HeadlessClipboard();
    private Path recording = CLIP;

    @BeforeEach
    void aRecording() throws IOException {
        recording = Files.copy(CLIP, folder.resolve("talk.wav"));
    }

    /** With an engine that is never ready: what is queued keeps the names that its transcripts are to have. */
    private AgentFiles files(FilesChoice chosen, Consumer<AgentEvent> agent) {
        return files(Settings.DEFAULTS.withDesk(Settings.DEFAULTS.desk().withFiles(chosen)), agent);
    }

    private AgentFiles files(Settings settings, Consumer<AgentEvent> agent) {
        return new AgentFiles(
                folder.resolve("jobs"),
                folder.resolve("documents"),
                (wish, request) -> {
                    asked.add(request);
                    new CountDownLatch(1).await(); // until the queue is closed
                    throw new AssertionError("not closed");
                },
                clipboard,
                settings,
                agent);
    }

    /** The queue's jobs when these recordings were given to it. */
    private List<Job> queued(FilesChoice chosen, Consumer<AgentFiles> give) throws Exception {
        try (AgentFiles files = files(chosen, told::add)) {
            files.begin();
            while (!(told.poll(10, TimeUnit.SECONDS) instanceof Report.JobsAre)) {
                // the queue is being opened
            }
            told.clear();
            give.accept(files);
            return Queue.look(folder.resolve("jobs"));
        }
    }

    @Test
    void transcriptsAreWrittenAsAndWhereTheSettingsSay() throws Exception {
        Path texts = folder.resolve("texts");
        FilesChoice chosen = new FilesChoice(Optional.empty(), List.of("docx", "srt"), Optional.of(texts.toString()));

        List<Job> jobs = queued(chosen, files -> files.add(List.of(recording)));

        assertEquals(
                List.of(List.of(texts.resolve("talk.srt"), texts.resolve("talk.docx"))),
                jobs.stream().map(Job::outputs).toList());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    txt,  false
                    docx, false
                    json, false
                    srt,  true
                    vtt,  true
                    lrc,  true
                    """)
    void whatIsShownInStepWithTheSoundIsTimedByTheWord(String format, boolean words) throws Exception {
        FilesChoice chosen = FilesChoice.DEFAULTS.withFormats(List.of("md", format));

        queued(chosen, files -> {
            files.add(List.of(recording));
            assertEquals(words, nextAsked().wordTimestamps());
        });
    }

    private TranscriptionRequest nextAsked() {
        try {
            return Objects.requireNonNull(asked.poll(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRecordingOfTheWatchedFolderComesIntoTheQueueOnceWhateverHasBecomeOfItThere() throws Exception {
        List<WatchedFolder.Arrival> arrived = List.of(new WatchedFolder.Arrival(recording, "one"));
        try (AgentFiles killed = files(FilesChoice.DEFAULTS, told::add)) {
            assertEquals(true, killed.addArrived(arrived));
        }
        anotherProcessWorks();

        List<Job> jobs = queued(FilesChoice.DEFAULTS.withFormats(List.of("srt")), files -> {
            files.addArrived(arrived);
            files.addArrived(List.of(new WatchedFolder.Arrival(recording, "two"))); // it came a second time
        });

        assertEquals(
                List.of(List.of(folder.resolve("talk.txt")), List.of(folder.resolve("talk.srt"))),
                jobs.stream().map(Job::outputs).toList());
    }

    @Test
    void forTheClipboardThereIsAlwaysAText() throws Exception {
        FilesChoice chosen = FilesChoice.DEFAULTS.withFormats(List.of("srt"));

        List<Job> jobs = queued(chosen, files -> files.addForClipboard(List.of(recording)));

        assertEquals(
                List.of(List.of(folder.resolve("talk.txt"), folder.resolve("talk.srt"))),
                jobs.stream().map(Job::outputs).toList());
    }

    @Test
    void aPauseIsToldAndLastsUntilItEnds() throws Exception {
        try (AgentFiles files = files(FilesChoice.DEFAULTS, told::add)) {
            files.begin();
            assertEquals(new Report.QueuePaused(false), nextPause());
            files.pause(true);
            assertEquals(new Report.QueuePaused(true), nextPause());
        }
        try (AgentFiles files = files(FilesChoice.DEFAULTS, told::add)) {
            files.begin();
            assertEquals(new Report.QueuePaused(true), nextPause());
            files.pause(false);
            assertEquals(new Report.QueuePaused(false), nextPause());
        }
    }

    private AgentEvent nextPause() throws InterruptedException {
        AgentEvent event = Objects.requireNonNull(told.poll(10, TimeUnit.SECONDS));
        while (!(event instanceof Report.QueuePaused)) {
            event = Objects.requireNonNull(told.poll(10, TimeUnit.SECONDS));
        }
        return event;
    }

    /** Works on the queue as another process, until nothing waits. */
    private void anotherProcessWorks() throws Exception {
        EngineSource engines =
                (wish, request) -> new EngineSource.Ready(new HearingEngine(), new UsedModel("base", "cpu", "int8"));
        CountDownLatch idle = new CountDownLatch(1);
        QueueListener listener = new QueueListener() {
            @Override
            public void idle() {
                idle.countDown();
            }
        };
        try (Queue owner = Queue.open(folder.resolve("jobs"), engines, listener).orElseThrow()) {
            assertEquals(true, idle.await(30, TimeUnit.SECONDS));
            owner.jobs();
        }
    }

    @Test
    void textsThatAnotherProcessHasMadeComeToTheClipboard() throws Exception {
        Path second = Files.copy(CLIP, folder.resolve("second.wav"));
        try (AgentFiles files = files(FilesChoice.DEFAULTS, told::add)) {
            files.addForClipboard(List.of(recording, second));
            anotherProcessWorks();
            files.begin();
            while (!(told.poll(10, TimeUnit.SECONDS) instanceof Report.Copied)) {
                // the queue is being opened, and the texts are read
            }
        }

        assertEquals(new Clipboard.Content.Text("talk.wav\n\nsecond.wav\n"), clipboard.read());
    }

    @Test
    void whereNothingCanBeWrittenTheTranscriptComesElsewhereAndThatIsTold() throws Exception {
        FilesChoice inAFile = FilesChoice.DEFAULTS.withFolder(Optional.of(CLIP.toString()));

        List<Job> jobs = queued(inAFile, files -> files.add(List.of(recording)));

        Path elsewhere = folder.resolve("documents");
        assertEquals(
                List.of(List.of(elsewhere.resolve("talk.txt"))),
                jobs.stream().map(Job::outputs).toList());
        assertEquals(
                List.of(new Report.FilesElsewhere(List.of(recording), elsewhere)),
                told.stream().filter(Report.FilesElsewhere.class::isInstance).toList());
    }

    @Test
    void whereRecordingsAreSwitchedOffNoneIsTakenAndThatIsTold() {
        Settings off = Settings.DEFAULTS.under(new Policy(Set.of(), true, false, true, Optional.empty()));
        Problem switchedOff = new Problem(ErrorCode.FILES_OFF, List.of());
        boolean added;
        try (AgentFiles files = files(off, told::add)) {
            files.begin();
            added = files.add(List.of(recording));
            files.addForClipboard(List.of(recording));
        }

        Report refused = new Report.FilesRefused(List.of(switchedOff), 1);
        assertEquals(
                List.of(false, List.of(refused, refused), false),
                List.of(added, List.copyOf(told), Files.exists(folder.resolve("jobs"))));
    }

    @Test
    void aRecordingOnAShareThatSleepsKeepsNoOtherWaiting() throws Exception {
        Path asleep = Files.copy(CLIP, folder.resolve("asleep.wav"));
        CountDownLatch looksAt = new CountDownLatch(1);
        CountDownLatch wakes = new CountDownLatch(1);
        try (AgentFiles files = new AgentFiles(
                folder.resolve("jobs"),
                folder.resolve("documents"),
                (wish, request) -> {
                    throw new AssertionError("nothing is worked on");
                },
                clipboard,
                Settings.DEFAULTS,
                told::add,
                recordings -> {
                    try {
                        if (recordings.contains(asleep)) {
                            looksAt.countDown();
                            wakes.await();
                        }
                        return List.of();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                })) {
            CompletableFuture<Boolean> slow = CompletableFuture.supplyAsync(() -> files.add(List.of(asleep)));
            looksAt.await();
            CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> files.add(List.of(recording)));

            List<Boolean> whileItSleeps = List.of(other.get(10, TimeUnit.SECONDS), slow.isDone());
            wakes.countDown();

            assertEquals(List.of(List.of(true, false), true), List.of(whileItSleeps, slow.get(10, TimeUnit.SECONDS)));
        }
    }

    /** The queue rests as soon as it is open, and tells so while it is being taken. */
    @RepeatedTest(20)
    void aDictationNeverWaitsForAQueueThatOpens() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        AgentFiles files = files(FilesChoice.DEFAULTS, event -> opened.countDown());
        files.begin();
        boolean unused = opened.await(20, TimeUnit.MILLISECONDS);

        CompletableFuture<String> dictates = CompletableFuture.supplyAsync(() -> {
            files.dictating(true);
            files.close();
            return "dictates";
        });

        assertEquals(
                "dictates",
                dictates.completeOnTimeout("waits", 10, TimeUnit.SECONDS).join());
        Optional<OsLock> next = Optional.empty();
        while (next.isEmpty()) { // until the one that was being opened is let go, too
            Thread.onSpinWait();
            next = OsLock.tryAcquire(folder.resolve("jobs/lock"));
        }
        next.get().close();
    }
}
