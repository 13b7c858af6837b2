package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.support.Sleeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
@DisplayName("R6: twenty starts by Explorer are one batch")
class GatheringTest {
    private final AtomicLong now = new AtomicLong();
    private final List<List<Path>> batches = new ArrayList<>();
    private final List<CompletableFuture<Gathering.Answer>> others = new ArrayList<>();
    private int arrivals;

    /** While the first one waits, the others come, one every 300 ms. */
    private Gathering gathering(int more, boolean takes) {
        Gathering[] self = new Gathering[1];
        Sleeper sleeper = duration -> {
            if (arrivals < more) {
                arrivals++;
                now.addAndGet(Duration.ofMillis(300).toNanos());
                arrive(self[0], "b" + (100 - arrivals) + ".wav");
            } else {
                now.addAndGet(duration.toNanos());
            }
        };
        self[0] = new Gathering(
                batch -> {
                    batches.add(batch);
                    return takes;
                },
                now::get,
                sleeper);
        return self[0];
    }

    /** On a thread of its own, as the desk has it; gives back when that one waits for the batch. */
    private void arrive(Gathering gathering, String name) {
        CompletableFuture<Gathering.Answer> answer = new CompletableFuture<>();
        Thread peer = new Thread(() -> {
            try {
                answer.complete(gathering.add(List.of(Path.of(name))));
            } catch (InterruptedException e) {
                answer.completeExceptionally(e);
            }
        });
        peer.setDaemon(true);
        peer.start();
        while (peer.getState() != Thread.State.TIMED_WAITING && !answer.isDone()) {
            Thread.onSpinWait();
        }
        others.add(answer);
    }

    private List<Gathering.Answer> answers() throws Exception {
        List<Gathering.Answer> answers = new ArrayList<>();
        for (CompletableFuture<Gathering.Answer> other : others) {
            answers.add(other.get(10, TimeUnit.SECONDS));
        }
        return answers;
    }

    @Test
    void theyAreOneBatchInTheOrderOfTheirNamesAndEachIsAnswered() throws Exception {
        Gathering.Answer first = gathering(3, true).add(List.of(Path.of("a.wav")));

        assertEquals(
                List.of(List.of(Path.of("a.wav"), Path.of("b97.wav"), Path.of("b98.wav"), Path.of("b99.wav"))),
                batches);
        assertEquals(Collections.nCopies(4, Gathering.Answer.TAKEN), plus(first, answers()));
    }

    @Test
    void aBatchThatIsNotTakenIsRefusedToAll() throws Exception {
        Gathering.Answer first = gathering(1, false).add(List.of(Path.of("a.wav")));

        assertEquals(Collections.nCopies(2, Gathering.Answer.REFUSED), plus(first, answers()));
    }

    @Test
    void whoComesForeverIsNotWaitedFor() throws Exception {
        gathering(1000, true).add(List.of(Path.of("a.wav")));

        assertEquals(List.of(1 + Gathering.LONGEST.toMillis() / 300), List.of((long)
                batches.get(0).size()));
    }

    @Test
    void whoComesLaterIsInTheNextBatch() throws Exception {
        Gathering gathering = gathering(0, true);
        gathering.add(List.of(Path.of("a.wav")));
        gathering.add(List.of(Path.of("b.wav")));

        assertEquals(List.of(List.of(Path.of("a.wav")), List.of(Path.of("b.wav"))), batches);
    }

    @Test
    void whoWaitsForADeadShareIsAnsweredInTimeAndKeepsNobodyElseWaiting() throws Exception {
        Path dead = Path.of("dead.wav");
        CountDownLatch comesBack = new CountDownLatch(1);
        Gathering gathering = new Gathering(
                batch -> {
                    try {
                        if (batch.contains(dead)) {
                            comesBack.await();
                        }
                        return true;
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                now::get,
                pause -> now.addAndGet(pause.toNanos()),
                Gathering.PAUSE.plusMillis(500));

        List<Gathering.Answer> answers =
                List.of(gathering.add(List.of(dead)), gathering.add(List.of(Path.of("b.wav"))));
        comesBack.countDown();

        assertEquals(List.of(Gathering.Answer.LOOKED_AT, Gathering.Answer.TAKEN), answers);
    }

    private static List<Gathering.Answer> plus(Gathering.Answer first, List<Gathering.Answer> others) {
        List<Gathering.Answer> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }
}
