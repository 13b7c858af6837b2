package io.fastervox.app;

import io.fastervox.support.Sleeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Recordings that come one by one, because Explorer starts a program for each of those chosen, become one batch: it is
 * complete when for a moment none came. The thread that brings the first one waits for the others. Whoever brings one waits
 * for its answer, but not as long as a share that is dead.
 */
final class Gathering {
    static final Duration PAUSE = Duration.ofMillis(400);
    static final Duration LONGEST = Duration.ofSeconds(15);
    /** Those who bring recordings wait for 30 s themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Predicate<List<Path>> taker;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final Duration patience;
    // Guarded by this object's monitor:
    private Optional<Batch> open = Optional.empty();

    /** @param taker takes a whole batch, in the order of its names; false when it cannot */
    Gathering(Predicate<List<Path>> taker, LongSupplier nanoTime, Sleeper sleeper) {
        this(taker, nanoTime, sleeper, PATIENCE);
    }

    /** @param patience after so long everybody has an answer */
    Gathering(Predicate<List<Path>> taker, LongSupplier nanoTime, Sleeper sleeper, Duration patience) {
        this.taker = taker;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.patience = patience;
    }

    /** What became of recordings. */
    enum Answer {
        TAKEN,
        REFUSED,
        /** They are being looked at, and taken if they can be. */
        LOOKED_AT
    }

    private static final class Batch {
        private final List<Path> recordings = new ArrayList<>();
        private final CountDownLatch answered = new CountDownLatch(1);
        private final long first;
        private long last;
        /** Set before it is answered. */
        private boolean taken;

        Batch(long now) {
            first = now;
        }
    }

    /** Adds to the batch, and waits until the whole of it was taken, if that can be waited for. */
    Answer add(List<Path> recordings) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        Batch batch;
        boolean leads;
        synchronized (this) {
            leads = open.isEmpty();
            batch = open.orElseGet(() -> new Batch(nanoTime.getAsLong()));
            open = Optional.of(batch);
            batch.recordings.addAll(recordings);
            batch.last = nanoTime.getAsLong();
        }
        if (leads) {
            lead(batch);
        }
        if (!batch.answered.await(deadline - nanoTime.getAsLong(), TimeUnit.NANOSECONDS)) {
            return Answer.LOOKED_AT;
        }
        return batch.taken ? Answer.TAKEN : Answer.REFUSED;
    }

    private void lead(Batch batch) throws InterruptedException {
        boolean complete = false;
        try {
            for (Duration left = left(batch); !left.isZero(); left = left(batch)) {
                sleeper.sleep(left);
            }
            complete = true;
        } finally {
            if (!complete) { // an interrupt ends the waiting, too
                close(batch);
                batch.answered.countDown();
            }
        }
        Thread taking = new Thread(() -> take(batch), "gathered");
        taking.setDaemon(true);
        taking.start();
    }

    private void take(Batch batch) {
        try {
            batch.taken = taker.test(batch.recordings.stream().sorted().toList());
        } finally {
            batch.answered.countDown();
        }
    }

    /** Zero when nobody is waited for any more; who comes from then on is in the next batch. */
    private synchronized Duration left(Batch batch) {
        long end = Math.min(batch.last + PAUSE.toNanos(), batch.first + LONGEST.toNanos());
        long left = end - nanoTime.getAsLong();
        if (left <= 0) {
            close(batch);
        }
        return Duration.ofNanos(Math.max(0, left));
    }

    private synchronized void close(Batch batch) {
        open = open.filter(present -> present != batch);
    }
}
