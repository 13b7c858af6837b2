package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // who waits for a lock cannot be interrupted
@DisplayName("R25: a queue whose transcripts come onto a share")
class QueueShareTest {
    private static final Segment ONE = Samples.segment(0, 1, " one").numbered(0);
    private static final OutputOptions TXT =
            new OutputOptions(Set.of(TranscriptFormat.TXT), Optional.empty(), Existing.RENAME);

    private final Path jobs;
    private final Path recording;
    private final Path folder;
    private final Path transcript;
    private final Share share = new Share(this::reached);
    private final Semaphore rests = new Semaphore(0);
    private final CountDownLatch looks = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private volatile State state = State.THERE;

    /** How the share answers. */
    private enum State {
        THERE,
        /** It vanishes behind the first output that is claimed. */
        VANISHES,
        GONE,
        SILENT
    }

    QueueShareTest(@TempDir Path home) {
        jobs = home.resolve("jobs");
        recording = home.resolve("talk.wav");
        folder = home.resolve("share");
        transcript = folder.resolve("talk.txt");
    }

    @BeforeEach
    void make() throws IOException {
        Files.writeString(recording, "RIFF");
        Files.createDirectory(folder);
    }

    private void reached(Path file) throws IOException {
        if (!file.startsWith(folder) && !file.equals(recording)) {
            return; // not on the share
        }
        if (state == State.SILENT) {
            looks.countDown();
            await(answers);
        }
        if (state == State.VANISHES && Files.exists(transcript)) {
            state = State.GONE;
        }
        if (state == State.GONE) {
            throw new FileSystemException(file.toString(), null, "the network path was not found");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JobOrder order(Path source) {
        OutputTarget target = new OutputTarget(TranscriptFormat.TXT, share.of(transcript));
        return new JobOrder(TranscriptionRequest.of(source), ModelWish.NONE, List.of(target), TXT, 0);
    }

    private Queue open() throws IOException {
        QueueListener listener = new QueueListener() {
            @Override
            public void idle() {
                rests.release();
            }
        };
        return open(listener);
    }

    private Queue open(QueueListener listener) throws IOException {
        ScriptedEngine engine = new ScriptedEngine((request, ears) -> {
            ears.started(1, Optional.of("en"), 1);
            return Samples.result(ONE);
        });
        EngineSource engines = (wish, request) -> new EngineSource.Ready(engine, new UsedModel("base", "cpu", "int8"));
        return Queue.open(jobs, engines, listener, Duration.ofHours(1), 200).orElseThrow();
    }

    private void awaitRest() throws InterruptedException {
        assertTrue(rests.tryAcquire(30, TimeUnit.SECONDS), "idle");
    }

    private static void obey(Queue queue, QueueMessage message) {
        try {
            queue.obey(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> states(Queue queue) {
        return queue.jobs().stream()
                .map(job -> job.state()
                        + job.problem().map(problem -> " " + problem).orElse(""))
                .toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("-.*-txt", ""))
                    .sorted()
                    .toList();
        }
    }

    /** With a job that has claimed its transcript on a share that is away. */
    private void leaveBehind(Queue queue) throws IOException, InterruptedException {
        awaitRest();
        state = State.VANISHES;
        queue.obey(new QueueMessage.Add(List.of(order(share.of(recording)))));
        awaitRest();
    }

    @Test
    void whatAFailedWriteLeftIsTakenBackWhenItIsTriedAgain() throws Exception {
        List<Object> left;
        List<Object> tried;
        try (Queue queue = open()) {
            awaitRest();
            state = State.VANISHES;
            queue.obey(new QueueMessage.Add(List.of(order(recording))));
            awaitRest();
            left = List.of(states(queue), files());
            state = State.THERE;
            queue.obey(new QueueMessage.Retry(Set.of()));
            awaitRest();
            tried = List.of(states(queue), files(), Files.readString(transcript));
        }

        Problem away = new Problem(ErrorCode.AUDIO_AWAY, List.of(transcript.toString()));
        assertEquals(
                List.of(
                        List.of(List.of("WAITING " + away), List.of(".fvox-new.tmp", "talk.txt")),
                        List.of(List.of("DONE"), List.of("talk.txt"), "one\n")),
                List.of(left, tried));
    }

    @Test
    void whoPutsAsideNeverWaitsForAShare() throws Exception {
        try (Queue queue = open()) {
            leaveBehind(queue);
            state = State.SILENT;
            Thread adds = new Thread(() -> obey(queue, new QueueMessage.Add(List.of(order(share.of(recording))))));
            adds.start();
            looks.await();
            queue.putAside();
            queue.goOn();
            int meanwhile = queue.jobs().size();
            answers.countDown();
            adds.join();

            assertEquals(List.of(1, 1), List.of(meanwhile, queue.jobs().size()));
        }
    }

    @Test
    void aJobIsCancelledAtOnceThoughItsShareDoesNotAnswerAndItsOutputsAreTakenBackWhenItDoes() throws Exception {
        List<String> cancelled;
        try (Queue queue = open()) {
            leaveBehind(queue);
            state = State.SILENT;
            Thread cancels = new Thread(() -> obey(queue, new QueueMessage.Cancel(Set.of())));
            cancels.start();
            looks.await();
            queue.putAside();
            cancelled = states(queue);
            awaitRest();
            answers.countDown();
            cancels.join();
        }

        assertEquals(List.of(List.of("CANCELLED"), List.of()), List.of(cancelled, files()));
    }

    @Test
    void aJobIsNotBegunAgainUntilItsOutputsAreTakenBack() throws Exception {
        List<String> tried;
        try (Queue queue = open()) {
            leaveBehind(queue);
            state = State.SILENT;
            Thread cancels = new Thread(() -> obey(queue, new QueueMessage.Cancel(Set.of())));
            cancels.start();
            looks.await();
            awaitRest();
            queue.obey(new QueueMessage.Retry(Set.of(1)));
            state = State.THERE;
            tried = states(queue);
            answers.countDown();
            cancels.join();
            awaitRest();
        }

        assertEquals(
                List.of(List.of("WAITING"), List.of("talk.txt"), "one\n"),
                List.of(tried, files(), Files.readString(transcript)));
    }

    @Test
    void aShareThatAnswersBehindTheEndOfTheQueueCostsTheNextOwnerNothing() throws Exception {
        Queue queue = open();
        leaveBehind(queue);
        state = State.SILENT;
        Thread cancels = new Thread(() -> obey(queue, new QueueMessage.Cancel(Set.of())));
        cancels.start();
        looks.await();
        queue.close();
        JobFile journal = JobFile.read(jobs.resolve("000001.job")).file();
        journal.append(new JobEntry.Again(false), true);
        List<JobEntry> next = JobFile.read(journal.path()).entries();
        answers.countDown();
        cancels.join();

        assertEquals(
                List.of(next, List.of()), List.of(JobFile.read(journal.path()).entries(), files()));
    }

    @Test
    void recordingsThatAreBeingAddedWhenTheQueueEndsComeToTheNextOwner() throws Exception {
        Path first = Files.writeString(recording.resolveSibling("first.wav"), "RIFF");
        Path last = Files.writeString(recording.resolveSibling("last.wav"), "RIFF");
        Queue queue = open();
        leaveBehind(queue);
        queue.obey(new QueueMessage.Pause(true));
        state = State.SILENT;
        Thread adds = new Thread(() ->
                obey(queue, new QueueMessage.Add(List.of(order(first), order(share.of(recording)), order(last)))));
        adds.start();
        looks.await();
        queue.close();
        int before = queue.jobs().size();
        answers.countDown();
        adds.join();
        Queue.settle(jobs);

        assertEquals(
                List.of(2, List.of(recording, first, last)),
                List.of(before, Queue.look(jobs).stream().map(Job::recording).toList()));
    }

    @Test
    void whoPutsAsideNeverWaitsForWhoeverHoldsTheQueue() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(1);
        List<JobState> states = new ArrayList<>();
        QueueListener listener = new QueueListener() {
            @Override
            public void changed(Job job) {
                if (states.isEmpty()) {
                    told.countDown();
                    await(heard);
                }
                states.add(job.state());
            }

            @Override
            public void idle() {
                rests.release();
            }
        };
        try (Queue queue = open(listener)) {
            awaitRest();
            Thread adds = new Thread(() -> obey(queue, new QueueMessage.Add(List.of(order(recording)))));
            adds.start();
            told.await();
            queue.putAside();
            heard.countDown();
            adds.join();
            List<String> aside = states(queue);
            queue.goOn();
            awaitRest();

            assertEquals(List.of(List.of("WAITING"), List.of("DONE")), List.of(aside, states(queue)));
        }
    }
}
