package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.Damage;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.Resume;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.OsLock;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisplayName("R25: a queue of recordings that survives whatever happens")
class QueueTest {
    private static final int SEGMENTS = 5;
    private static final int OFTEN = 200;
    private static final String TEXT = "s0\ns1\ns2\ns3\ns4\n";
    private static final OutputOptions TXT =
            new OutputOptions(Set.of(TranscriptFormat.TXT, TranscriptFormat.TSV), Optional.empty(), Existing.RENAME);

    private final Path folder;
    private final Path jobs;

    /** What the engine was asked: name of the recording and how many segments were known. */
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    QueueTest(@TempDir Path folder) {
        this.folder = folder;
        this.jobs = folder.resolve("jobs");
    }

    /** An engine with two segments in a window; {@code before} is called before each segment. */
    private EngineSource engine(Step before) {
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> {
            List<Segment> known = request.resume().map(Resume::segments).orElse(List.of());
            asked.add(request.recording().getFileName() + ":" + known.size());
            listener.started(SEGMENTS, Optional.of("en"), 0.9);
            List<Segment> all = new ArrayList<>(known);
            for (int i = known.size(); i < SEGMENTS; i++) {
                before.at(request, i);
                if (i % 2 == 0) {
                    listener.checkpoint(new Checkpoint(i * 100, List.of(i), i, 0, 0));
                }
                all.add(Samples.segment(i, i + 1, " s" + i).numbered(i));
                listener.segment(all.get(i));
            }
            return new TranscriptionResult(SEGMENTS, SEGMENTS, Optional.of("en"), 0.9, 1, all, Optional.empty());
        });
        return (wish, request) -> new EngineSource.Ready(engine, new UsedModel("base", "cpu", "int8"));
    }

    private interface Step {
        Step NOTHING = (request, segment) -> {};

        void at(TranscriptionRequest request, int segment) throws EngineException, InterruptedException;
    }

    private static final class Idle implements QueueListener {
        private final Semaphore idle = new Semaphore(0);

        @Override
        public void idle() {
            idle.release();
        }

        void await() throws InterruptedException {
            assertTrue(idle.tryAcquire(30, TimeUnit.SECONDS), "idle");
        }
    }

    private Path recording(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "RIFF");
    }

    private QueueMessage.Add add(OutputOptions options, Path... recordings) throws IOException {
        return new QueueMessage.Add(
                JobOrders.of(jobs, List.of(recordings), options, ModelWish.NONE, TranscriptionRequest::of)
                        .orders());
    }

    private Queue open(EngineSource engines, QueueListener listener) throws IOException {
        return Queue.open(jobs, engines, listener).orElseThrow();
    }

    /** Works on the queue until nothing waits. */
    private void run(EngineSource engines) throws IOException, InterruptedException {
        Idle idle = new Idle();
        try (Queue queue = open(engines, idle)) {
            idle.await();
            queue.jobs();
        }
    }

    private List<String> states() throws IOException {
        return Queue.look(jobs).stream()
                .map(job -> job.recording().getFileName() + " " + job.state())
                .toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private Path journal() throws IOException {
        try (Stream<Path> files = Files.list(jobs)) {
            return files.filter(file -> file.toString().endsWith(".job"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void jobsAreDoneInTheirOrderAndTheirTextIsForgotten() throws Exception {
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording("b.wav"), recording("a.wav")));
        run(engine(Step.NOTHING));

        assertEquals(List.of("b.wav:0", "a.wav:0"), List.copyOf(asked));
        assertEquals(List.of("b.wav DONE", "a.wav DONE"), states());
        assertEquals(List.of("a.tsv", "a.txt", "a.wav", "b.tsv", "b.txt", "b.wav"), files());
        assertEquals(TEXT, Files.readString(folder.resolve("a.txt")));
        assertEquals(false, Files.readString(journal()).contains("s0"));
    }

    @Test
    void whereverTheJournalEndsTheJobGoesOnToTheSameOutputs() throws Exception {
        Path recording = recording("a.wav");
        List<byte[]> journals = new ArrayList<>();
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording));
        run(engine((request, segment) -> {
            if (segment == SEGMENTS - 1) {
                journals.add(bytes(jobs.resolve("000001.job")));
            }
        }));
        byte[] whole = journals.get(0);
        Path journal = journal();
        List<Path> outputs = List.of(folder.resolve("a.txt"), folder.resolve("a.tsv"));
        int order = Arrays.asList(new String(whole, StandardCharsets.UTF_8).split("\n"))
                .get(0)
                .length();

        for (int length = whole.length; length > order; length -= 61) {
            for (Path output : outputs) {
                Files.delete(output);
            }
            Files.write(journal, Arrays.copyOf(whole, length));
            run(engine(Step.NOTHING));
            assertEquals(
                    List.of(List.of("a.wav DONE"), List.of("a.tsv", "a.txt", "a.wav"), TEXT),
                    List.of(states(), files(), Files.readString(outputs.get(0))),
                    "journal of " + length + " bytes");
        }
        assertEquals(Set.of("a.wav:0", "a.wav:1", "a.wav:2", "a.wav:3", "a.wav:4"), Set.copyOf(asked));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void outputsThatWereWrittenBeforeTheProgramDiedAreNotWrittenTwice() throws Exception {
        writtenBeforeTheEnd(2);
        run(engine(Step.NOTHING));

        assertEquals(List.of(), List.copyOf(asked));
        assertEquals(List.of(List.of("a.wav DONE"), List.of("a.tsv", "a.txt", "a.wav")), List.of(states(), files()));
    }

    @Test
    void outputsThatWereHalfWrittenWhenTheProgramDiedAreWrittenWholeAndNothingElseIsLeft() throws Exception {
        writtenBeforeTheEnd(1);
        run(engine(Step.NOTHING));

        assertEquals(List.of("a.wav:5"), List.copyOf(asked));
        assertEquals(
                List.of(List.of("a.wav DONE"), List.of("a.tsv", "a.txt", "a.wav"), TEXT),
                List.of(states(), files(), Files.readString(folder.resolve("a.txt"))));
    }

    @Test
    void outputsThatWereHalfWrittenAreTakenBackWhenTheJobIsCancelledOrItsRecordingIsGone() throws Exception {
        writtenBeforeTheEnd(1);
        new QueueInbox(jobs, Clock.systemUTC()).put(new QueueMessage.Cancel(Set.of()));
        Queue.settle(jobs);
        List<String> cancelled = files();
        writtenBeforeTheEnd(1);
        Files.delete(folder.resolve("a.wav"));
        run(engine(Step.NOTHING));

        assertEquals(List.of(List.of("a.wav"), List.of()), List.of(cancelled, files()));
    }

    @Test
    void whatACancelledJobLeftIsTakenBackWhileAnotherOneIsDecodedAndWhatAPersonMakesThenStays() throws Exception {
        writtenBeforeTheEnd(1);
        QueueInbox inbox = new QueueInbox(jobs, Clock.systemUTC());
        inbox.put(add(TXT, recording("b.wav")));
        inbox.put(new QueueMessage.First(List.of(2)));
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch on = new CountDownLatch(1);
        EngineSource engines = engine((request, segment) -> {
            running.countDown();
            on.await();
        });
        Idle idle = new Idle();
        List<String> meanwhile;
        try (Queue queue = open(engines, idle)) {
            running.await();
            queue.obey(new QueueMessage.Cancel(Set.of(1)));
            meanwhile = files();
            Files.writeString(folder.resolve("a.txt"), TEXT);
            on.countDown();
            idle.await();
        }

        assertEquals(
                List.of(
                        List.of("a.wav", "b.wav"),
                        List.of("a.txt", "a.wav", "b.tsv", "b.txt", "b.wav"),
                        List.of("b.wav DONE", "a.wav CANCELLED")),
                List.of(meanwhile, files(), states()));
    }

    /** A program that died behind its note that it would write. */
    private void writtenBeforeTheEnd(int outputs) throws IOException, InterruptedException {
        writtenBeforeTheEnd(outputs, Optional.empty());
    }

    private void writtenBeforeTheEnd(int outputs, Optional<Damage> damage) throws IOException, InterruptedException {
        Path recording = recording("a.wav");
        JobOrder order = add(TXT, recording).orders().get(0);
        List<Segment> segments = IntStream.range(0, SEGMENTS)
                .mapToObj(i -> Samples.segment(i, i + 1, " s" + i).numbered(i))
                .toList();
        Transcript transcript =
                new Transcript("a.wav", Samples.result(segments.toArray(Segment[]::new)), Optional.empty());
        List<JobEntry> entries = new ArrayList<>();
        entries.add(new JobEntry.Added(order, 1, ""));
        entries.add(new JobEntry.Begun(
                "base",
                Files.size(recording),
                Files.getLastModifiedTime(recording).toMillis(),
                SEGMENTS,
                Optional.of("en"),
                1));
        entries.add(new JobEntry.Reached(new Checkpoint(0, List.of(), 0, 0, 0)));
        segments.forEach(segment -> entries.add(new JobEntry.Committed(segment)));
        List<JobEntry.Output> written = new ArrayList<>();
        TranscriptFiles.content(transcript, order.targets(), TXT).forEach((file, content) -> {
            written.add(new JobEntry.Output(file, Sha256.of(content)));
            try {
                Files.write(
                        written.size() <= outputs ? file : Files.createFile(file),
                        written.size() <= outputs ? content : new byte[0]);
                Files.write(
                        file.resolveSibling(".fvox-t-" + file.toString().replaceFirst(".*[.]", "") + "-new.tmp"),
                        content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        entries.add(new JobEntry.Writing("t", written, damage));
        JobFile.write(jobs.resolve("000001.job"), entries);
    }

    @Test
    void outputsThatAFailedJobCouldNotTakeBackAreTakenBackWhenItIsTriedAgainAndWhenItIsForgotten() throws Exception {
        failedBehindHalfItsOutputs();
        new QueueInbox(jobs, Clock.systemUTC()).put(new QueueMessage.Retry(Set.of()));
        run(engine(Step.NOTHING));
        List<Object> tried = List.of(states(), files(), Files.readString(folder.resolve("a.txt")));
        Files.delete(folder.resolve("a.txt"));
        Files.delete(folder.resolve("a.tsv"));
        failedBehindHalfItsOutputs();
        new QueueInbox(jobs, Clock.systemUTC()).put(new QueueMessage.Clear());
        Queue.settle(jobs);

        assertEquals(
                List.of(
                        List.of(List.of("a.wav DONE"), List.of("a.tsv", "a.txt", "a.wav"), TEXT),
                        List.of(List.of(), List.of("a.wav"))),
                List.of(tried, List.of(states(), files())));
    }

    @Test
    void filesThatWereThereBeforeAJobOfAnEarlierVersionStayWhenItIsForgotten() throws Exception {
        failedBehindHalfItsOutputs(new Problem(ErrorCode.OUTPUT_EXISTS, List.of("a.txt")));
        Files.delete(folder.resolve(".fvox-t-txt-new.tmp"));
        Files.delete(folder.resolve(".fvox-t-tsv-new.tmp"));
        new QueueInbox(jobs, Clock.systemUTC()).put(new QueueMessage.Clear());
        Queue.settle(jobs);

        assertEquals(List.of(List.of(), List.of("a.tsv", "a.txt", "a.wav")), List.of(states(), files()));
    }

    private void failedBehindHalfItsOutputs() throws IOException, InterruptedException {
        failedBehindHalfItsOutputs(new Problem(ErrorCode.OUTPUT_NOT_WRITABLE, List.of("a.tsv", "gone")));
    }

    private void failedBehindHalfItsOutputs(Problem problem) throws IOException, InterruptedException {
        writtenBeforeTheEnd(1);
        JobFile.read(journal())
                .file()
                .append(
                        new JobEntry.Ended(JobState.FAILED, Optional.of(problem), List.of(), 1, 1, Optional.empty()),
                        true);
    }

    @Test
    void whatIsMissingIsToldThoughTheProgramDiedBehindTheOutputs() throws Exception {
        Damage cut = new Damage(Damage.Kind.TRUNCATED, 80, 0);
        writtenBeforeTheEnd(2, Optional.of(cut));
        run(engine(Step.NOTHING));

        assertEquals(
                List.of(List.of(), List.of("a.wav DONE"), List.of(Optional.of(cut))),
                List.of(
                        List.copyOf(asked),
                        states(),
                        Queue.look(jobs).stream().map(Job::damage).toList()));
    }

    @Test
    void aJobThatIsMovedWhileItRunsKeepsEveryLine() throws Exception {
        writtenBeforeTheEnd(1);
        JobFile.Content content = JobFile.read(journal());
        StoredJob job = new StoredJob(content.file(), new JobHistory(1, (JobEntry.Added)
                content.entries().get(0)));
        CountDownLatch both = new CountDownLatch(2);
        List<Thread> threads = Stream.of(
                        new JobEntry.Moved(0), new JobEntry.Committed(Samples.segment(0, 1, " s".repeat(100))))
                .map(entry -> new Thread(() -> appendOften(job, entry, both)))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertEquals(
                content.entries().size() + 2 * OFTEN,
                JobFile.read(journal()).entries().size());
    }

    private static void appendOften(StoredJob job, JobEntry entry, CountDownLatch both) {
        try {
            both.countDown();
            both.await();
            for (int i = 0; i < OFTEN; i++) {
                job.append(entry, false);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thoseThatAreToBeDoneFirstAreToldAndOneThatRunsStaysWhereItIs() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        List<String> moved = new ArrayList<>();
        Idle idle = new Idle();
        QueueListener listener = new QueueListener() {
            @Override
            public void changed(Job job) {
                moved.add(job.recording().getFileName() + " " + job.place());
            }

            @Override
            public void idle() {
                idle.idle();
            }
        };
        EngineSource engines = engine((request, segment) -> {
            running.countDown();
            new CountDownLatch(1).await();
        });
        try (Queue queue = open(engines, listener)) {
            idle.await();
            queue.obey(add(TXT, recording("a.wav"), recording("b.wav"), recording("c.wav"), recording("d.wav")));
            running.await();
            moved.clear();
            queue.obey(new QueueMessage.First(List.of(3, 1, 4, 9)));

            assertEquals(
                    List.of(List.of("c.wav -1.0", "d.wav 0.0"), List.of("c.wav", "d.wav", "a.wav", "b.wav")),
                    List.of(
                            moved,
                            queue.jobs().stream()
                                    .map(job -> job.recording().getFileName().toString())
                                    .toList()));
        }
    }

    @Test
    void aJobThatFailsKeepsItsTextAndGoesOnWhereItFailedWhenItIsTriedAgain() throws Exception {
        Path recording = recording("a.wav");
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording, recording("b.wav")));
        run(engine((request, segment) -> {
            if (request.recording().equals(recording) && segment == 3) {
                throw new EngineException(ErrorCode.WORKER_CRASHED, "died", "died", "");
            }
        }));
        List<Object> failed = List.of(states(), files(), Queue.text(jobs, 1).orElseThrow());
        Optional<Problem> problem = Queue.look(jobs).get(0).problem();

        new QueueInbox(jobs, Clock.systemUTC()).put(new QueueMessage.Retry(Set.of()));
        run(engine(Step.NOTHING));

        assertEquals(
                List.of(
                        List.of("a.wav FAILED", "b.wav DONE"),
                        List.of("a.wav", "b.tsv", "b.txt", "b.wav"),
                        "s0\ns1\ns2\n"),
                failed);
        assertEquals(Optional.of(new Problem(ErrorCode.WORKER_CRASHED, List.of("died", ""))), problem);
        assertEquals(List.of("a.wav:0", "b.wav:0", "a.wav:3"), List.copyOf(asked));
        assertEquals(TEXT, Files.readString(folder.resolve("a.txt")));
    }

    @Test
    void aRecordingThatChangedMeanwhileIsBegunAnew() throws Exception {
        Path recording = recording("a.wav");
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording));
        run(engine((request, segment) -> {
            if (segment == 3) {
                throw new EngineException(ErrorCode.WORKER_CRASHED, "died", "died", "");
            }
        }));
        Files.writeString(recording, "another");
        new QueueInbox(jobs, Clock.systemUTC()).put(new QueueMessage.Retry(Set.of(1)));
        run(engine(Step.NOTHING));

        assertEquals(List.of("a.wav:0", "a.wav:0"), List.copyOf(asked));
        assertEquals(TEXT, Files.readString(folder.resolve("a.txt")));
    }

    @Test
    void theRunningJobIsPutAsideForADictationAndGoesOnBehindItsLastSegment() throws Exception {
        CountDownLatch atThird = new CountDownLatch(1);
        Idle idle = new Idle();
        EngineSource engines = engine((request, segment) -> {
            if (segment == 3 && atThird.getCount() > 0) {
                atThird.countDown();
                new CountDownLatch(1).await(); // until it is interrupted
            }
        });
        try (Queue queue = open(engines, idle)) {
            idle.await();
            queue.obey(add(TXT, recording("a.wav")));
            atThird.await();
            List<String> running = states();
            queue.putAside();
            idle.await();
            List<String> aside = states();
            queue.goOn();
            idle.await();

            assertEquals(
                    List.of(List.of("a.wav RUNNING"), List.of("a.wav WAITING"), List.of("a.wav DONE")),
                    List.of(running, aside, states()));
            assertEquals(List.of("a.wav:0", "a.wav:3"), List.copyOf(asked));
            assertEquals(TEXT, Files.readString(folder.resolve("a.txt")));
        }
    }

    @Test
    void aJobThatRanWhenItsOwnerWasKilledWaits() throws Exception {
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording("a.wav")));
        Queue.settle(jobs);
        Files.writeString(jobs.resolve("running"), "1");
        List<String> killed = states();
        Queue.settle(jobs);
        OsLock next = OsLock.tryAcquire(jobs.resolve("lock")).orElseThrow();
        List<String> ownedAgain = states();
        next.close();

        assertEquals(List.of(List.of("a.wav WAITING"), List.of("a.wav WAITING")), List.of(killed, ownedAgain));
    }

    @Test
    void jobsAreCancelledWhetherTheyRunOrWaitAndLeaveNothing() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Idle idle = new Idle();
        EngineSource engines = engine((request, segment) -> {
            running.countDown();
            new CountDownLatch(1).await();
        });
        try (Queue queue = open(engines, idle)) {
            idle.await();
            queue.obey(add(TXT, recording("a.wav"), recording("b.wav")));
            running.await();
            queue.obey(new QueueMessage.Cancel(Set.of()));
            idle.await();
        }

        assertEquals(List.of("a.wav CANCELLED", "b.wav CANCELLED"), states());
        assertEquals(List.of("a.wav", "b.wav"), files());
        assertEquals(List.of("a.wav:0"), List.copyOf(asked));
    }

    @Test
    void aPauseLastsOverARestartAndJobsChangePlaces() throws Exception {
        QueueInbox inbox = new QueueInbox(jobs, Clock.systemUTC());
        inbox.put(add(TXT, recording("a.wav"), recording("b.wav"), recording("c.wav")));
        Queue.settle(jobs);
        inbox.put(new QueueMessage.Pause(true));
        Queue.settle(jobs);
        run(engine(Step.NOTHING));
        List<String> paused = states();
        inbox.put(new QueueMessage.First(List.of(3)));
        Queue.settle(jobs);
        inbox.put(new QueueMessage.Pause(false));
        run(engine(Step.NOTHING));

        assertEquals(List.of("a.wav WAITING", "b.wav WAITING", "c.wav WAITING"), paused);
        assertEquals(List.of("c.wav:0", "a.wav:0", "b.wav:0"), List.copyOf(asked));
        inbox.put(new QueueMessage.Clear());
        Queue.settle(jobs);
        assertEquals(List.of(), states());
    }

    @Test
    void aMessageThatIsReadTwiceBringsItsJobsOnce() throws Exception {
        Path message = new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording("a.wav")));
        byte[] content = Files.readAllBytes(message);
        Queue.settle(jobs);
        Files.write(message, content); // as if the program had died before it could delete it
        Queue.settle(jobs);
        List<String> first = states();
        run(engine(Step.NOTHING));
        Files.write(message, content); // or as if a full disk had kept it from the rest of the message
        Queue.settle(jobs);

        assertEquals(List.of(List.of("a.wav WAITING"), List.of("a.wav DONE")), List.of(first, states()));
    }

    @Test
    void whoSendsAgainBecauseNobodyAnsweredGetsNoSecondTranscript() throws Exception {
        QueueInbox inbox = new QueueInbox(jobs, Clock.systemUTC());
        inbox.put(add(TXT, recording("a.wav"), recording("b.wav")));
        Queue.settle(jobs);
        inbox.put(add(TXT, recording("a.wav"), recording("b.wav"), recording("c.wav")));
        run(engine(Step.NOTHING));
        inbox.put(add(TXT, recording("a.wav"))); // that is wished anew
        run(engine(Step.NOTHING));

        assertEquals(List.of("a.wav DONE", "b.wav DONE", "c.wav DONE", "a.wav DONE"), states());
        assertEquals(List.of("a.wav:0", "b.wav:0", "c.wav:0", "a.wav:0"), List.copyOf(asked));
    }

    @Test
    void anotherEngineGoesOnWhereOneHasFailed() throws Exception {
        EngineSource broken = engine((request, segment) -> {
            if (segment == 3) {
                throw new EngineException(ErrorCode.WORKER_CRASHED, "the driver is gone");
            }
        });
        EngineSource healthy = engine(Step.NOTHING);
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording("a.wav")));

        run(new EngineSource() {
            @Override
            public Ready ready(ModelWish wish, TranscriptionRequest request)
                    throws CodedException, InterruptedException {
                return broken.ready(wish, request);
            }

            @Override
            public Optional<Ready> instead(Ready failed, EngineException failure)
                    throws CodedException, InterruptedException {
                return Optional.of(healthy.ready(ModelWish.NONE, TranscriptionRequest.of(folder)));
            }
        });

        assertEquals(List.of("a.wav DONE"), states());
        assertEquals(List.of("a.wav:0", "a.wav:3"), List.copyOf(asked));
        assertEquals(TEXT, Files.readString(folder.resolve("a.txt")));
    }

    @Test
    void whatIsMissingOfARecordingIsKeptWithItsJob() throws Exception {
        Damage cut = new Damage(Damage.Kind.TRUNCATED, 80, 0);
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> {
            listener.started(SEGMENTS, Optional.of("en"), 0.9);
            List<Segment> heard = List.of(Samples.segment(0, 1, " s0"));
            return new TranscriptionResult(SEGMENTS, SEGMENTS, Optional.of("en"), 0.9, 1, heard, Optional.of(cut));
        });
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording("a.wav")));

        run((wish, request) -> new EngineSource.Ready(engine, new UsedModel("base", "cpu", "int8")));

        assertEquals(
                List.of(Optional.of(cut)),
                Queue.look(jobs).stream().map(Job::damage).toList());
    }

    @Test
    void aDiskThatTakesNoJobKeepsTheMessageAndWhoComesLaterOwnsTheQueue() throws Exception {
        Path message = new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording("a.wav")));
        Path obstacle = Files.createDirectories(jobs.resolve("000001.job/obstacle"));
        assertThrows(IOException.class, () -> run(engine(Step.NOTHING)));
        assertTrue(Files.exists(message));
        Files.delete(obstacle);
        Files.delete(obstacle.getParent());
        run(engine(Step.NOTHING));

        assertEquals(List.of("a.wav DONE"), states());
    }

    @Test
    void whatWasBeingWrittenWhenAnOwnerDiedIsRemoved() throws Exception {
        Files.createDirectories(jobs);
        Files.createTempFile(jobs, ".", ".tmp");
        Queue.settle(jobs);

        try (Stream<Path> left = Files.list(jobs)) {
            assertEquals(List.of(jobs.resolve("lock")), left.toList());
        }
    }

    @Test
    void anOutputNeverReplacesAFileThatAppearedMeanwhile() throws Exception {
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording("a.wav")));
        Queue.settle(jobs);
        Files.writeString(folder.resolve("a.txt"), "mine");
        run(engine(Step.NOTHING));

        assertEquals(List.of("a (2).tsv", "a (2).txt", "a.txt", "a.wav"), files());
        assertEquals("mine", Files.readString(folder.resolve("a.txt")));
    }

    @Test
    void jobsThatWaitKeepTheirOutputNamesFromThoseThatComeLater() throws Exception {
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording("a.wav")));
        Queue.settle(jobs);

        assertEquals(
                List.of(folder.resolve("a.mp3.txt"), folder.resolve("a.mp3.tsv")),
                add(TXT, recording("a.mp3")).orders().get(0).targets().stream()
                        .map(OutputTarget::file)
                        .toList());
    }

    private Path recordingIn(String name) throws IOException {
        return Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("talk.wav"), name);
    }

    private static OutputOptions into(Path out, Existing existing) {
        return new OutputOptions(Set.of(TranscriptFormat.TXT), Optional.of(out), existing);
    }

    /** Each recording and the name of its transcript, once all are done. */
    private List<String> written() throws IOException {
        return Queue.look(jobs).stream()
                .map(job -> folder.relativize(job.recording()).getName(0) + " "
                        + job.outputs().get(0).getFileName() + " "
                        + Files.exists(job.outputs().get(0)))
                .toList();
    }

    @Test
    void twoThatLookAtTheSameTimeNeverReplaceEachOthersTranscripts() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("talk.txt"), "of last week");
        List<QueueMessage.Add> messages = List.of(
                add(into(out, Existing.REPLACE), recordingIn("a")),
                add(into(out, Existing.REPLACE), recordingIn("b")),
                add(into(out, Existing.RENAME), recordingIn("c")));
        for (QueueMessage message : messages) {
            new QueueInbox(jobs, Clock.systemUTC()).put(message);
            Queue.settle(jobs);
        }
        run(engine(Step.NOTHING));

        assertEquals(List.of("a talk (3).txt true", "b talk.txt true", "c talk (2).txt true"), written());
    }

    @Test
    void oneWhoseLookTookLongerThanAnotherWholeJobDoesNotReplaceItsTranscript() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        QueueInbox inbox = new QueueInbox(jobs, Clock.systemUTC());
        QueueMessage.Add slow = add(into(out, Existing.REPLACE), recordingIn("a"));
        inbox.put(add(into(out, Existing.RENAME), recordingIn("b")));
        run(engine(Step.NOTHING));
        inbox.put(slow);
        run(engine(Step.NOTHING));
        inbox.put(add(into(out, Existing.REPLACE), recordingIn("c")));
        run(engine(Step.NOTHING));

        assertEquals(List.of("b talk.txt true", "a talk (2).txt true", "c talk.txt true"), written());
    }

    @Test
    void oneThatIsTriedAgainLeavesItsNameToTheOneThatHasItMeanwhile() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        QueueInbox inbox = new QueueInbox(jobs, Clock.systemUTC());
        inbox.put(add(into(out, Existing.REPLACE), recordingIn("a")));
        Queue.settle(jobs);
        inbox.put(new QueueMessage.Cancel(Set.of(1)));
        Queue.settle(jobs);
        inbox.put(add(into(out, Existing.REPLACE), recordingIn("b")));
        inbox.put(new QueueMessage.Retry(Set.of(1)));
        run(engine(Step.NOTHING));

        assertEquals(List.of("a talk (2).txt true", "b talk.txt true"), written());
    }

    @Test
    void aMessageThatIsNoneIsSetAsideAndOneThatCannotBeReadIsPassedOver() throws Exception {
        Path inbox = Files.createDirectories(jobs.resolve("inbox"));
        Files.writeString(inbox.resolve("1.message"), "{\"message\":\"add\",\"orders\":[{\"targets\":[]}]}");
        Files.writeString(inbox.resolve("2.message"), "null");
        Files.write(inbox.resolve("3.message"), new byte[] {0, (byte) 0xff});
        Files.createDirectory(inbox.resolve("4.message"));
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording("a.wav")));
        run(engine(Step.NOTHING));

        try (Stream<Path> left = Files.list(inbox)) {
            assertEquals(
                    List.of(
                            List.of("a.wav DONE"),
                            List.of("1.message.refused", "2.message.refused", "3.message.refused", "4.message")),
                    List.of(
                            states(),
                            left.map(file -> file.getFileName().toString())
                                    .sorted()
                                    .toList()));
        }
    }

    @Test
    void aMessageWhoseRecordingIsAWholeDriveIsSetAside() throws Exception {
        Path recording = recording("a.wav");
        Path message = new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording));
        String content = Files.readString(message);
        Files.writeString(
                message,
                content.replace(
                        JobFile.json().writeValueAsString(recording),
                        JobFile.json().writeValueAsString(recording.getRoot())));
        run(engine(Step.NOTHING));

        assertEquals(
                List.of(List.of(), true),
                List.of(states(), Files.exists(message.resolveSibling(message.getFileName() + ".refused"))));
    }

    @Test
    void aJobThatIsCancelledIsSoThoughItsJournalCannotBeWritten() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Idle idle = new Idle();
        List<JobState> heard = new ArrayList<>();
        QueueListener listener = new QueueListener() {
            @Override
            public void changed(Job job) {
                heard.add(job.state());
            }

            @Override
            public void idle() {
                idle.idle();
            }
        };
        EngineSource engines = engine((request, segment) -> {
            replaceByAFolder(jobs.resolve("000001.job"));
            running.countDown();
            new CountDownLatch(1).await();
        });
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording("a.wav")));
        try (Queue queue = open(engines, listener)) {
            running.await();
            queue.obey(new QueueMessage.Cancel(Set.of()));
            idle.await();
        }

        assertEquals(JobState.CANCELLED, heard.get(heard.size() - 1));
    }

    /** Or it could be told after it was forgotten. */
    @Test
    void theEndOfAJobIsToldBeforeAnybodyElseCanDoAnythingToIt() throws Exception {
        AtomicReference<Queue> owner = new AtomicReference<>();
        List<Boolean> alone = new ArrayList<>();
        Idle idle = new Idle();
        QueueListener listener = new QueueListener() {
            @Override
            public void changed(Job job) {
                if (job.state().isOver()) {
                    alone.add(Thread.holdsLock(owner.get()));
                }
            }

            @Override
            public void idle() {
                idle.idle();
            }
        };
        try (Queue queue = open(engine(Step.NOTHING), listener)) {
            idle.await();
            owner.set(queue);
            queue.obey(add(TXT, recording("a.wav")));
            idle.await();
        }

        assertEquals(List.of(true), alone);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anOutputThatCannotBeReadAgainIsNamed() throws Exception {
        Path unreadable = Path.of("/proc/self/mem");
        writtenBeforeTheEnd(1);
        JobFile.Content content = JobFile.read(journal());
        StoredJob job = new StoredJob(content.file(), new JobHistory(1, (JobEntry.Added)
                content.entries().get(0)));
        job.append(new JobEntry.Writing("t", List.of(new JobEntry.Output(unreadable, "0")), Optional.empty()), false);

        assertEquals(
                unreadable.toString(),
                assertThrows(FileSystemException.class, new JobOutputs(job)::alreadyWritten)
                        .getFile());
    }

    @Test
    void whatIsWrongWithAnOutputIsSaidOfTheOutputAndElseOfTheJournal() throws Exception {
        writtenBeforeTheEnd(1);
        JobFile.Content content = JobFile.read(journal());
        StoredJob job = new StoredJob(content.file(), new JobHistory(1, (JobEntry.Added)
                content.entries().get(0)));
        String output = folder.resolve("a.txt").toString();

        assertEquals(
                List.of(
                        new Problem(ErrorCode.OUTPUT_NOT_WRITABLE, List.of(output, "held by another program")),
                        new Problem(
                                ErrorCode.DATA_FOLDER_NOT_WRITABLE,
                                List.of(journal().toString(), "refused")),
                        new Problem(
                                ErrorCode.DATA_FOLDER_NOT_WRITABLE,
                                List.of(journal().toString(), "refused"))),
                List.of(
                        Problem.of(job.notKept(new FileSystemException(output, null, "held by another program"))),
                        Problem.of(job.notKept(new IOException("refused"))),
                        Problem.of(job.notKept(
                                new FileSystemException(jobs.resolve(".1.tmp").toString(), null, "refused")))));
    }

    @Test
    void aJournalThatCannotBeWrittenIsNamedAsSuch() throws Exception {
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording("a.wav")));
        Idle idle = new Idle();
        List<Job> failed = new ArrayList<>();
        QueueListener listener = new QueueListener() {
            @Override
            public void changed(Job job) {
                if (job.state() == JobState.FAILED) {
                    failed.add(job);
                }
            }

            @Override
            public void idle() {
                idle.idle();
            }
        };
        EngineSource engines = engine((request, segment) -> {
            if (segment == 2) {
                replaceByAFolder(jobs.resolve("000001.job"));
            }
        });
        try (Queue queue = open(engines, listener)) {
            idle.await();
            queue.jobs();
        }

        Problem problem = failed.get(0).problem().orElseThrow();
        assertEquals(
                List.of(
                        ErrorCode.DATA_FOLDER_NOT_WRITABLE,
                        jobs.resolve("000001.job").toString()),
                List.of(problem.code(), problem.arguments().get(0)));
    }

    @Test
    void thoseThatEndedLastAreRememberedWhateverTheirNumberAndWhatFailedStays() throws Exception {
        QueueInbox inbox = new QueueInbox(jobs, Clock.systemUTC());
        inbox.put(add(TXT, recording("a.wav"), recording("b.wav"), recording("c.wav"), recording("d.wav")));
        Queue.settle(jobs);
        inbox.put(new QueueMessage.First(List.of(4, 2)));
        Queue.settle(jobs);
        List<Set<Integer>> forgotten = new ArrayList<>();
        Idle idle = new Idle();
        QueueListener listener = new QueueListener() {
            @Override
            public void forgotten(Set<Integer> numbers) {
                forgotten.add(numbers);
            }

            @Override
            public void idle() {
                idle.idle();
            }
        };
        EngineSource engines = engine((request, segment) -> {
            awaitLaterTimes();
            if (request.recording().endsWith("b.wav")) {
                throw new EngineException(ErrorCode.WORKER_CRASHED, "died", "died", "");
            }
        });
        try (Queue queue =
                Queue.open(jobs, engines, listener, Duration.ofHours(1), 2).orElseThrow()) {
            idle.await();
            queue.jobs();
        }

        assertEquals(
                List.of(
                        List.of("d.wav:0", "b.wav:0", "a.wav:0", "c.wav:0"),
                        List.of(Set.of(4)),
                        List.of("b.wav FAILED", "a.wav DONE", "c.wav DONE")),
                List.of(List.copyOf(asked), forgotten, states()));
    }

    /** The times of files are coarse: a journal that is written from now on is newer than those that are there. */
    private void awaitLaterTimes() {
        try {
            Path probe = jobs.resolve("probe");
            Path last = Files.writeString(jobs.resolve("last"), "");
            do {
                Files.writeString(probe, "");
            } while (Files.getLastModifiedTime(probe).equals(Files.getLastModifiedTime(last)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aMissingRecordingFailsAloneAndGarbageInTheFolderHarmsNobody() throws Exception {
        Path gone = recording("gone.wav");
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, gone, recording("b.wav")));
        Queue.settle(jobs);
        Files.delete(gone);
        Files.writeString(jobs.resolve("000009.job"), "garbage");
        Files.writeString(jobs.resolve("inbox").resolve("1.message"), "{");
        run(engine(Step.NOTHING));

        assertEquals(List.of("gone.wav FAILED", "b.wav DONE"), states());
        assertEquals(
                ErrorCode.AUDIO_MISSING,
                Queue.look(jobs).get(0).problem().orElseThrow().code());
    }

    @Test
    void aRecordingThatVanishesWhileTheEngineIsMadeReadyIsNamedAndNotTheJournal() throws Exception {
        Path recording = recording("a.wav");
        EngineSource healthy = engine(Step.NOTHING);
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording));

        run((wish, request) -> {
            delete(recording);
            return healthy.ready(wish, request);
        });

        assertEquals(
                Optional.of(new Problem(ErrorCode.AUDIO_MISSING, List.of(recording.toString(), "missing"))),
                Queue.look(jobs).get(0).problem());
    }

    @Test
    void whatTheEngineHasOpenIsTranscribedThoughItsRecordingVanishes() throws Exception {
        Path recording = recording("a.wav");
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> {
            delete(recording);
            listener.started(SEGMENTS, Optional.of("en"), 0.9);
            return Samples.result(Samples.segment(0, 1, " s0"));
        });
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording));

        run((wish, request) -> new EngineSource.Ready(engine, new UsedModel("base", "cpu", "int8")));

        assertEquals(List.of(List.of("a.wav DONE"), List.of("a.tsv", "a.txt")), List.of(states(), files()));
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theQueueHasOneOwner() throws Exception {
        try (Queue owner = open(engine(Step.NOTHING), QueueListener.NONE)) {
            assertEquals(
                    List.of(Optional.empty(), List.of()),
                    List.of(Queue.open(jobs, engine(Step.NOTHING), QueueListener.NONE), owner.jobs()));
        }
    }

    @Test
    void theListenerOfTheEngineMayFailForWantOfDiskAndOnlyThatJobSuffers() throws Exception {
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording("a.wav"), recording("b.wav")));
        run(engine((request, segment) -> {
            if (request.recording().endsWith("a.wav") && segment == 2) {
                replaceByAFolder(jobs.resolve("000001.job"));
            }
        }));

        assertEquals(List.of("b.wav DONE"), states());
        assertEquals(List.of("a.wav", "b.tsv", "b.txt", "b.wav"), files());
    }

    /** Which cannot be written. */
    private static void replaceByAFolder(Path journal) {
        try {
            Files.move(journal, journal.resolveSibling("moved"));
            Files.createDirectory(journal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aListenerHearsOfEveryStep() throws Exception {
        List<String> heard = new ArrayList<>();
        Idle idle = new Idle();
        QueueListener listener = new QueueListener() {
            @Override
            public void changed(Job job) {
                heard.add(job.number() + " " + job.state() + " " + job.segments());
            }

            @Override
            public void idle() {
                idle.idle();
            }
        };
        new QueueInbox(jobs, Clock.systemUTC()).put(add(TXT, recording("a.wav")));
        try (Queue queue = open(engine(Step.NOTHING), listener)) {
            idle.await();
            queue.jobs();
        }
        assertEquals(
                List.of(
                        "1 WAITING 0",
                        "1 RUNNING 0",
                        "1 RUNNING 0",
                        "1 RUNNING 1",
                        "1 RUNNING 2",
                        "1 RUNNING 3",
                        "1 RUNNING 4",
                        "1 RUNNING 5",
                        "1 DONE 5"),
                heard);
    }
}
