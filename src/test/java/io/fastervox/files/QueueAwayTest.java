package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.Damage;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisplayName("R25: recordings whose drive or share is away")
@SuppressWarnings("try") // the queue works by itself while it is open
class QueueAwayTest {
    private static final OutputOptions TXT =
            new OutputOptions(Set.of(TranscriptFormat.TXT), Optional.empty(), Existing.RENAME);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Segment FIRST = Samples.segment(0, 1, " one").numbered(0);
    private static final Segment SECOND = Samples.segment(1, 2, " two").numbered(1);

    private final Path jobs;
    private final Path stick;
    private final Path drawer;
    private final Path talk;
    private final Path here;

    /** What the engine was asked: name of the recording, and whether it was to go on. */
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    private final Semaphore rests = new Semaphore(0);
    private final CountDownLatch talkIsOver = new CountDownLatch(1);

    QueueAwayTest(@TempDir Path folder) {
        jobs = folder.resolve("jobs");
        stick = folder.resolve("stick");
        drawer = folder.resolve("drawer");
        talk = stick.resolve("talk.wav");
        here = folder.resolve("here.wav");
    }

    @BeforeEach
    void recordings() throws IOException {
        Files.createDirectory(stick);
        Files.writeString(talk, "RIFF");
        Files.writeString(here, "RIFF");
        tell(add(talk, here));
    }

    private QueueMessage.Add add(Path... recordings) throws IOException {
        return new QueueMessage.Add(
                JobOrders.of(jobs, List.of(recordings), TXT, ModelWish.NONE, TranscriptionRequest::of)
                        .orders());
    }

    private void tell(QueueMessage message) throws IOException {
        new QueueInbox(jobs, Clock.systemUTC()).put(message);
        Queue.settle(jobs);
    }

    private void unplug() {
        move(stick, drawer);
    }

    private void plugIn() {
        move(drawer, stick);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Queue open(Duration firstLook, ScriptedEngine.Script script) throws IOException {
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> {
            asked.add(request.recording().getFileName() + (request.resume().isPresent() ? " goes on" : ""));
            return script.transcribe(request, listener);
        });
        QueueListener listener = new QueueListener() {
            @Override
            public void changed(Job job) {
                heard.add(job.recording().getFileName() + " " + job.state()
                        + job.problem().map(problem -> " " + problem.code()).orElse(""));
                if (job.recording().equals(talk) && job.state().isOver()) {
                    talkIsOver.countDown();
                }
            }

            @Override
            public void idle() {
                rests.release();
            }
        };
        return Queue.open(
                        jobs,
                        (wish, request) -> new EngineSource.Ready(engine, new UsedModel("base", "cpu", "int8")),
                        listener,
                        firstLook,
                        200)
                .orElseThrow();
    }

    private static TranscriptionResult whole(TranscriptionRequest request, Object listener) {
        return Samples.result(FIRST, SECOND);
    }

    private void awaitRest(int times) throws InterruptedException {
        assertTrue(rests.tryAcquire(times, 30, TimeUnit.SECONDS), "idle");
    }

    private void awaitTalk() throws InterruptedException {
        assertTrue(talkIsOver.await(30, TimeUnit.SECONDS), "over");
    }

    private List<String> states() throws IOException {
        return Queue.look(jobs).stream()
                .map(job -> job.recording().getFileName() + " " + job.state()
                        + job.problem().map(problem -> " " + problem).orElse(""))
                .toList();
    }

    @Test
    @Reaches(ErrorCode.AUDIO_AWAY)
    void oneWaitsWithItsReasonWhileOthersGoOnAndGoesOnAtTheNextStart() throws Exception {
        unplug();
        try (Queue unused = open(NEVER, QueueAwayTest::whole)) {
            awaitRest(1);
        }
        List<String> away = states();
        plugIn();
        try (Queue unused = open(NEVER, QueueAwayTest::whole)) {
            awaitTalk();
        }

        Problem problem = new Problem(ErrorCode.AUDIO_AWAY, List.of(talk.toString()));
        assertEquals(
                List.of(
                        List.of("talk.wav WAITING " + problem, "here.wav DONE"),
                        List.of("talk.wav DONE", "here.wav DONE"),
                        "one\ntwo\n"),
                List.of(away, states(), Files.readString(stick.resolve("talk.txt"))));
    }

    @Test
    void itIsLookedForAgainAndAgainIsToldOnceAndGoesOnWhenItIsBack() throws Exception {
        unplug();
        try (Queue unused = open(Duration.ofMillis(1), QueueAwayTest::whole)) {
            awaitRest(4);
            plugIn();
            awaitTalk();
        }

        assertEquals(
                List.of(
                        "talk.wav RUNNING",
                        "talk.wav WAITING AUDIO_AWAY",
                        "here.wav RUNNING",
                        "here.wav DONE",
                        "talk.wav RUNNING",
                        "talk.wav DONE"),
                List.copyOf(heard));
    }

    @Test
    void allOfItsFolderWaitWithIt() throws Exception {
        tell(add(Files.writeString(stick.resolve("second.wav"), "RIFF")));
        unplug();
        try (Queue unused = open(NEVER, QueueAwayTest::whole)) {
            awaitRest(1);
        }

        assertEquals(
                List.of(
                        "talk.wav RUNNING",
                        "talk.wav WAITING AUDIO_AWAY",
                        "second.wav WAITING AUDIO_AWAY",
                        "here.wav RUNNING",
                        "here.wav DONE"),
                List.copyOf(heard));
    }

    @Test
    void allOfItsFolderAreBackWithTheFirst() throws Exception {
        tell(add(Files.writeString(stick.resolve("second.wav"), "RIFF")));
        List<List<String>> meanwhile = new ArrayList<>();
        unplug();
        try (Queue unused = open(NEVER, QueueAwayTest::whole)) {
            awaitRest(1);
        }
        heard.clear();
        plugIn();
        ScriptedEngine.Script script = (request, listener) -> {
            try {
                meanwhile.add(states());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return whole(request, listener);
        };
        try (Queue unused = open(NEVER, script)) {
            awaitRest(1);
        }

        assertEquals(
                List.of(
                        List.of("talk.wav RUNNING", "here.wav DONE", "second.wav WAITING"),
                        List.of(
                                "talk.wav RUNNING",
                                "second.wav WAITING",
                                "talk.wav DONE",
                                "second.wav RUNNING",
                                "second.wav DONE")),
                List.of(meanwhile.get(0), List.copyOf(heard)));
    }

    @Test
    void aLookInVainIsFollowedByAJobThatNeedsNone() throws Exception {
        Path share = Files.createDirectory(stick.resolveSibling("share"));
        tell(add(Files.writeString(share.resolve("call.wav"), "RIFF")));
        unplug();
        move(share, stick.resolveSibling("gone"));
        try (Queue unused = open(NEVER, QueueAwayTest::whole)) {
            awaitRest(1);
        }
        move(stick.resolveSibling("gone"), share);
        tell(add(Files.writeString(stick.resolveSibling("new.wav"), "RIFF")));
        try (Queue unused = open(NEVER, QueueAwayTest::whole)) {
            awaitRest(1);
        }

        assertEquals(List.of("here.wav", "new.wav", "call.wav"), List.copyOf(asked));
    }

    @Test
    void whoAddsItAgainNeedNotWaitForTheNextLook() throws Exception {
        unplug();
        try (Queue queue = open(NEVER, QueueAwayTest::whole)) {
            awaitRest(1);
            plugIn();
            queue.obey(add(talk));
            awaitTalk();
        }

        assertEquals(List.of("talk.wav DONE", "here.wav DONE"), states());
    }

    @Test
    void oneThatWasCancelledNeedNotWaitEitherWhenItIsTriedAgain() throws Exception {
        unplug();
        try (Queue queue = open(NEVER, QueueAwayTest::whole)) {
            awaitRest(1);
            queue.obey(new QueueMessage.Cancel(Set.of(1)));
            awaitRest(1);
            plugIn();
            queue.obey(new QueueMessage.Retry(Set.of(1)));
            awaitRest(1);
        }

        assertEquals(List.of("talk.wav DONE", "here.wav DONE"), states());
    }

    @Test
    void oneThatIsTriedAgainInVainLetsNoneOfItsFolderSeemBack() throws Exception {
        tell(add(Files.writeString(stick.resolve("second.wav"), "RIFF")));
        tell(new QueueMessage.Cancel(Set.of(1)));
        unplug();
        try (Queue queue = open(NEVER, QueueAwayTest::whole)) {
            awaitRest(1);
            heard.clear();
            queue.obey(new QueueMessage.Retry(Set.of(1)));
            awaitRest(1);
        }

        assertEquals(List.of("talk.wav WAITING", "talk.wav WAITING AUDIO_AWAY"), List.copyOf(heard));
    }

    @Test
    void whereItsJournalCannotBeWrittenItIsToldAllTheSame() throws Exception {
        ScriptedEngine.Script script = (request, listener) -> {
            if (request.recording().equals(here)) {
                return whole(request, listener);
            }
            move(jobs.resolve("000001.job"), jobs.resolve("moved"));
            unplug();
            throw new EngineException(ErrorCode.AUDIO_UNREADABLE, "gone", talk.toString(), "gone");
        };
        try (Queue unused = open(NEVER, script)) {
            awaitRest(1);
        }

        assertEquals(
                List.of("talk.wav RUNNING", "talk.wav WAITING AUDIO_AWAY", "here.wav RUNNING", "here.wav DONE"),
                List.copyOf(heard));
    }

    @Test
    void oneThatIsCutOffIsAwayThoughItsDriveMayBeBackAtOnce() throws Exception {
        JobOrder order = add(talk).orders().get(0);
        JobEntry.Added added = new JobEntry.Added(order, 9, "");
        StoredJob job =
                new StoredJob(JobFile.write(jobs.resolve("000009.job"), List.of(added)), new JobHistory(9, added));
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> {
            unplug();
            Damage cut = new Damage(Damage.Kind.TRUNCATED, 1, 0);
            return new TranscriptionResult(2, 2, Optional.of("en"), 1, 1, List.of(FIRST), Optional.of(cut));
        });
        JobRun run = new JobRun(
                job,
                (wish, request) -> new EngineSource.Ready(engine, new UsedModel("base", "cpu", "int8")),
                List::of,
                () -> {});

        assertEquals(
                new Problem(ErrorCode.AUDIO_AWAY, List.of(talk.toString())),
                Problem.of(assertThrows(FilesException.class, run::run)));
    }

    @Test
    void oneThatWasCutOffIsAwayThoughItsFolderIsBack() throws Exception {
        JobEntry.Added added = new JobEntry.Added(add(talk).orders().get(0), 9, "");
        StoredJob job =
                new StoredJob(JobFile.write(jobs.resolve("000009.job"), List.of(added)), new JobHistory(9, added));
        FilesException cutOff = new FilesException(ErrorCode.AUDIO_AWAY, "cut off", talk);
        FilesException unreadable = new FilesException(ErrorCode.AUDIO_UNREADABLE, "unreadable", talk, "refused");
        JobEntry failed = JobEnd.of(job, unreadable);
        JobEntry away = JobEnd.of(job, cutOff);
        unplug();

        assertEquals(
                List.of(JobEnd.failed(job, Problem.of(unreadable)), JobEnd.away(job), JobEnd.away(job)),
                List.of(failed, away, JobEnd.of(job, unreadable)));
    }

    @Test
    void whoTriesAgainNeedNotWaitForTheNextLook() throws Exception {
        unplug();
        try (Queue queue = open(NEVER, QueueAwayTest::whole)) {
            awaitRest(1);
            plugIn();
            queue.obey(new QueueMessage.Retry(Set.of()));
            awaitTalk();
        }

        assertEquals(List.of("talk.wav DONE", "here.wav DONE"), states());
    }

    @Test
    void oneThatWaitsCanBeCancelled() throws Exception {
        unplug();
        try (Queue queue = open(NEVER, QueueAwayTest::whole)) {
            awaitRest(1);
            queue.obey(new QueueMessage.Cancel(Set.of(1)));
        }

        assertEquals(List.of("talk.wav CANCELLED", "here.wav DONE"), states());
    }

    @Test
    void oneThatGoesAwayWhileItIsDecodedGoesOnBehindItsLastSegment() throws Exception {
        List<Segment> known = new ArrayList<>();
        ScriptedEngine.Script script = (request, listener) -> {
            if (request.recording().equals(here)) {
                return Samples.result(FIRST, SECOND);
            }
            if (request.resume().isPresent()) {
                known.addAll(request.resume().get().segments());
                return Samples.result(FIRST, SECOND);
            }
            listener.started(2, Optional.of("en"), 1);
            listener.checkpoint(new Checkpoint(0, List.of(), 0, 0, 0));
            listener.segment(FIRST);
            unplug();
            throw new EngineException(ErrorCode.AUDIO_UNREADABLE, "gone", talk.toString(), "gone");
        };
        try (Queue queue = open(NEVER, script)) {
            awaitRest(1);
            plugIn();
            queue.obey(new QueueMessage.Retry(Set.of()));
            awaitTalk();
        }

        assertEquals(
                List.of(List.of("talk.wav", "here.wav", "talk.wav goes on"), List.of(FIRST)),
                List.of(List.copyOf(asked), known));
    }

    @Test
    void oneThatIsCutOffBecauseItsDriveGoesAwayIsNoDamagedRecordingAndIsBegunAnew() throws Exception {
        ScriptedEngine.Script script = (request, listener) -> {
            boolean first = request.recording().equals(talk) && Files.exists(stick) && asked.size() == 1;
            listener.started(2, Optional.of("en"), 1);
            listener.checkpoint(new Checkpoint(0, List.of(), 0, 0, 0));
            listener.segment(FIRST);
            if (!first) {
                return Samples.result(FIRST, SECOND);
            }
            unplug();
            Damage cut = new Damage(Damage.Kind.TRUNCATED, 1, 0);
            return new TranscriptionResult(2, 2, Optional.of("en"), 1, 1, List.of(FIRST), Optional.of(cut));
        };
        try (Queue queue = open(NEVER, script)) {
            awaitRest(1);
            plugIn();
            queue.obey(new QueueMessage.Retry(Set.of()));
            awaitTalk();
        }

        assertEquals(
                List.of(List.of("talk.wav", "here.wav", "talk.wav"), List.of("talk.wav DONE", "here.wav DONE")),
                List.of(List.copyOf(asked), states()));
    }
}
