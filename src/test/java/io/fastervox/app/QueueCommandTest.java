package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.engine.EngineException;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.files.EngineSource;
import io.fastervox.files.Existing;
import io.fastervox.files.Job;
import io.fastervox.files.JobOrders;
import io.fastervox.files.JobState;
import io.fastervox.files.ModelWish;
import io.fastervox.files.OutputOptions;
import io.fastervox.files.Queue;
import io.fastervox.files.QueueInbox;
import io.fastervox.files.QueueListener;
import io.fastervox.files.QueueMessage;
import io.fastervox.files.TranscriptFormat;
import io.fastervox.files.UsedModel;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import io.fastervox.support.OsLock;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Sleeper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@DisplayName("R25: what the commands of the queue tell")
class QueueCommandTest {
    private final Path home;
    private final Path jobs;
    private final Path recording;

    QueueCommandTest(@TempDir Path home) throws IOException {
        this.home = home.toRealPath();
        this.jobs = this.home.resolve("jobs");
        this.recording = Files.writeString(this.home.resolve("会议 [1] 100%.wav"), "RIFF");
    }

    private record Outcome(int code, String out, String err) {}

    private Outcome fvox(String... words) throws CodedException {
        Written out = new Written();
        Written err = new Written();
        PrintStream printed = out.stream();
        PrintStream told = err.stream();
        Console console = new Console(printed, told, Messages.in(Locale.ENGLISH), false);
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console)) {
            int code = Main.commandLine(words, composition, printed, told).execute(words);
            return new Outcome(code, out.text(), err.text());
        }
    }

    private void tell(QueueMessage message) throws IOException {
        new QueueInbox(jobs, Clock.systemUTC()).put(message);
        Queue.settle(jobs);
    }

    private void add() throws IOException {
        OutputOptions txt = new OutputOptions(Set.of(TranscriptFormat.TXT), Optional.empty(), Existing.RENAME);
        tell(new QueueMessage.Add(JobOrders.of(jobs, List.of(recording), txt, ModelWish.NONE, TranscriptionRequest::of)
                .orders()));
    }

    /** Works on the queue with an engine that cannot. */
    private void fail() throws IOException, InterruptedException {
        work((wish, request) -> {
            throw new EngineException(ErrorCode.ENVIRONMENT_MISSING, "nothing is set up");
        });
    }

    private void work(EngineSource engines) throws IOException, InterruptedException {
        CountDownLatch idle = new CountDownLatch(1);
        QueueListener listener = new QueueListener() {
            @Override
            public void idle() {
                idle.countDown();
            }
        };
        try (Queue owner = Queue.open(jobs, engines, listener).orElseThrow()) {
            assertEquals(true, idle.await(30, TimeUnit.SECONDS));
            owner.jobs();
        }
    }

    private List<JobState> states() throws IOException {
        return Queue.look(jobs).stream().map(Job::state).toList();
    }

    @Test
    void scriptsGetPathsAsTheyAre() throws Exception {
        add();

        assertEquals(
                new Outcome(0, """
                        [ {
                          "number" : 1,
                          "recording" : "%s",
                          "state" : "WAITING",
                          "done_seconds" : 0.0,
                          "duration_seconds" : 0.0,
                          "segments" : 0,
                          "outputs" : [ "%s" ]
                        } ]
                        """.formatted(escaped(recording), escaped(home.resolve("会议 [1] 100%.txt"))), ""),
                fvox("queue", "list", "--json"));
    }

    private static String escaped(Path path) {
        return path.toString().replace("\\", "\\\\");
    }

    @Test
    void aNumberThatNoJobHasIsNamedAndNothingIsDone() throws Exception {
        add();

        Outcome refused = fvox("queue", "cancel", "1", "1234");

        assertEquals(List.of(new Outcome(2, "", """
                        fvox: The command line is not right: there is no job 1234 [FV106]
                              See fvox queue cancel --help for the options.
                        """), List.of(JobState.WAITING)), List.of(refused, states()));
        assertEquals(
                List.of(new Outcome(0, "", ""), List.of(JobState.CANCELLED)),
                List.of(fvox("queue", "cancel", "1"), states()));
    }

    @Test
    void whatCannotBeDoneWithAJobIsSaid() throws Exception {
        add();
        Outcome waiting = fvox("queue", "retry", "1");
        tell(new QueueMessage.Cancel(Set.of(1)));
        Files.writeString(home.resolve("second.wav"), "RIFF");
        Outcome added = fvox("queue", "add", home.resolve("second.wav").toString());

        assertEquals(
                List.of(
                        new Outcome(1, "", "Not tried again, because it has neither failed nor was cancelled: 1\n"),
                        new Outcome(0, "", "Added to the queue: 1\n"),
                        new Outcome(1, "", "Not cancelled, because it is over: 1\n"),
                        new Outcome(1, "", "Not moved, because it does not wait: 1\n"),
                        new Outcome(0, "", ""),
                        new Outcome(0, "", ""),
                        List.of(JobState.WAITING, JobState.CANCELLED)),
                List.of(
                        waiting,
                        added,
                        fvox("queue", "cancel", "1", "2"),
                        fvox("queue", "first", "1"),
                        fvox("queue", "retry", "1"),
                        fvox("queue", "first", "1"),
                        states()));
    }

    @Test
    void autoHasTheLanguageDetectedWhateverTheSettingsName() throws Exception {
        Files.writeString(home.resolve("settings.json"), "{\"language\": \"de\"}");
        Path other = Files.copy(recording, home.resolve("other.wav"));
        fvox("queue", "add", recording.toString());
        fvox("queue", "add", "--language", "auto", other.toString());
        List<Optional<String>> asked = Collections.synchronizedList(new ArrayList<>());
        work((wish, request) -> {
            asked.add(request.language());
            throw new EngineException(ErrorCode.MODEL_UNKNOWN, "for this test");
        });

        assertEquals(List.of(Optional.of("de"), Optional.empty()), asked);
    }

    @Test
    void aModelThatThereIsNotIsNamedBeforeAnythingIsQueued() throws Exception {
        Outcome unknown = fvox("queue", "add", "--model", "bse", recording.toString());
        Outcome unfit = fvox("queue", "add", "--model", "base.en", "--language", "zh", recording.toString());

        assertEquals(
                List.of(2, true, 2, true, List.of()),
                List.of(
                        unknown.code(),
                        unknown.err().contains("[FV501]"),
                        unfit.code(),
                        unfit.err().contains("base.en"),
                        states()));
    }

    /** Says what is told, and does something when it is a certain thing. */
    private List<Object> watched(String awaited, QueueMessage... then) throws CodedException, InterruptedException {
        List<Object> told = new ArrayList<>();
        Console console = Console.heardBy(
                Messages.in(Locale.ENGLISH),
                (key, arguments) -> {
                    told.add(key);
                    if (key.equals(awaited)) {
                        tellAll(then);
                    }
                },
                ProgressListener.NONE);
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console)) {
            told.add(new QueueWatchCommand(composition).call());
            return told;
        }
    }

    private void tellAll(QueueMessage... messages) {
        try {
            for (QueueMessage message : messages) {
                tell(message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whoWatchesIsToldThatNobodyWorksOnTheQueueAndOfAPause() throws Exception {
        add();
        tell(new QueueMessage.Pause(true));

        assertEquals(
                List.of("queue.paused", "queue.unattended", ExitCode.OK),
                watched("queue.unattended", new QueueMessage.Cancel(Set.of())));
    }

    @Test
    void aJobThatHadFailedBeforeIsNoFailureOfTheWatch() throws Exception {
        add();
        fail();
        add();

        assertEquals(
                List.of(List.of("queue.unattended", ExitCode.OK), List.of(JobState.FAILED, JobState.CANCELLED)),
                List.of(watched("queue.unattended", new QueueMessage.Cancel(Set.of())), states()));
    }

    @Test
    void aJobWhoseDriveIsAwayIsListedWithItsReason() throws Exception {
        Path stick = Files.createDirectory(home.resolve("stick"));
        Path talk = Files.writeString(stick.resolve("talk.wav"), "RIFF");
        OutputOptions txt = new OutputOptions(Set.of(TranscriptFormat.TXT), Optional.empty(), Existing.RENAME);
        tell(new QueueMessage.Add(JobOrders.of(jobs, List.of(talk), txt, ModelWish.NONE, TranscriptionRequest::of)
                .orders()));
        Files.move(stick, home.resolve("drawer"));
        fail();

        assertEquals(
                new Outcome(
                        0,
                        "   1  waiting  " + talk + " [FV216] " + talk
                                + " cannot be reached: its drive or share is away, or its folder was moved. It goes on when it is back.\n",
                        ""),
                fvox("queue", "list"));
    }

    @Test
    void whoWorksOnTheQueueIsToldOfEachFolderThatIsStillAway() throws Exception {
        Path stick = Files.createDirectory(home.resolve("stick"));
        Path talk = Files.writeString(stick.resolve("talk.wav"), "RIFF");
        Path second = Files.writeString(stick.resolve("second.wav"), "RIFF");
        OutputOptions txt = new OutputOptions(Set.of(TranscriptFormat.TXT), Optional.empty(), Existing.RENAME);
        tell(new QueueMessage.Add(
                JobOrders.of(jobs, List.of(talk, second), txt, ModelWish.NONE, TranscriptionRequest::of)
                        .orders()));
        Files.move(stick, home.resolve("drawer"));

        List<List<String>> told = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            Outcome outcome = fvox("queue", "run");
            told.add(outcome.err()
                    .lines()
                    .filter(line -> line.contains("[FV216]"))
                    .toList());
        }

        List<String> once = List.of(
                "fvox: " + talk
                        + " cannot be reached: its drive or share is away, or its folder was moved. It goes on when it is back. [FV216]");
        assertEquals(List.of(once, once), told);
    }

    /** What is told by a run that finds the queue held, until it has waited so often. */
    private List<Object> run(int waits) throws Exception {
        List<Object> told = new ArrayList<>();
        List<Duration> waited = new ArrayList<>();
        Console console =
                Console.heardBy(Messages.in(Locale.ENGLISH), (key, arguments) -> told.add(key), ProgressListener.NONE);
        OsLock held = OsLock.tryAcquire(jobs.resolve("lock")).orElseThrow();
        Sleeper sleeper = pause -> {
            waited.add(pause);
            if (waited.size() == waits) {
                letGo(held);
            }
        };
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console)) {
            told.add(new QueueRunCommand(composition, sleeper).call());
        } finally {
            letGo(held);
        }
        told.add(waited.stream().reduce(Duration.ZERO, Duration::plus));
        return told;
    }

    private static void letGo(OsLock held) {
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRunWaitsForACommandThatHoldsTheQueueForAMoment() throws Exception {
        assertEquals(List.of(ExitCode.OK, Duration.ofMillis(300)), run(3));
    }

    @Test
    void aRunThatFindsTheQueueHeldForTwoSecondsSaysThatAnotherWorksOnIt() throws Exception {
        assertEquals(List.of("queue.owned", ExitCode.FAILED, Duration.ofSeconds(2)), run(Integer.MAX_VALUE));
    }

    @Test
    void aJobThatRunsIsListedAsRunningAndWhoWatchesIsToldOfItsEnd() throws Exception {
        add();
        CountDownLatch heard = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        QueueListener listener = new QueueListener() {
            @Override
            public void changed(Job job) {
                if (job.segments() > 0) {
                    heard.countDown();
                }
            }
        };
        EngineSource engines =
                (wish, request) -> new EngineSource.Ready(new HearingEngine(end), new UsedModel("base", "cpu", "int8"));
        List<Object> told = new ArrayList<>();
        Console console = Console.heardBy(
                Messages.in(Locale.ENGLISH), (key, arguments) -> told.add(key), progress -> end.countDown());
        try (Queue owner = Queue.open(jobs, engines, listener).orElseThrow();
                Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console)) {
            heard.await();
            told.add(fvox("queue", "list"));
            told.add(fvox("queue", "first", "1"));
            told.add(new QueueWatchCommand(composition).call());
            owner.jobs();
        }

        assertEquals(
                List.of(
                        new Outcome(0, "   1  running 50 %  0:01 / 0:02  " + recording + "\n", ""),
                        new Outcome(1, "", "Not moved, because it does not wait: 1\n"),
                        "transcribe.written",
                        ExitCode.OK),
                told);
    }

    @Test
    void aJobThatIsDoneNamesItsFiles() throws Exception {
        add();
        work((wish, request) -> new EngineSource.Ready(new HearingEngine(), new UsedModel("base", "cpu", "int8")));

        assertEquals(
                new Outcome(0, "", "Written: " + home.resolve("会议 [1] 100%.txt") + "\n"), fvox("queue", "text", "1"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            --format=txt,docx,json,tsv      , false
            --format=srt                    , true
            --format=txt,vtt                , true
            --format=lrc                    , true
            --word-timestamps               , true
            """, delimiterString = " , ")
    void theTimesOfWordsAreAskedForWhereAFormatIsInStepWithTheSound(String option, boolean words) throws Exception {
        List<Boolean> asked = new ArrayList<>();

        Outcome added = fvox("queue", "add", option, recording.toString());
        work((wish, request) -> {
            asked.add(request.wordTimestamps());
            return new EngineSource.Ready(new HearingEngine(), new UsedModel("base", "cpu", "int8"));
        });

        assertEquals(List.of(0, List.of(words)), List.of(added.code(), asked));
    }

    @Test
    void theNumberOfAJobIsSaidAsItIsTyped() throws Exception {
        Written written = new Written();
        PrintStream err = written.stream();
        Console console = new Console(err, err, Messages.in(Locale.ENGLISH), false);
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console)) {
            new QueueOnConsole(composition)
                    .ended(new Job(1234, recording, JobState.FAILED, 1, 2, 1, Optional.empty(), List.of()));
        }

        assertEquals(
                "What was understood so far: fvox queue text 1234. To go on where it failed: fvox queue retry 1234\n",
                written.text());
    }
}
