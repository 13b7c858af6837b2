package io.fastervox.app;

import io.fastervox.support.Sleeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Recordings that come one by one, because Explorer starts a program for each of those chosen, become one batch: it is
 * complete when for a moment none came. The thread that brings the first one waits for the others.
 */
final class Gathering {
    static final Duration PAUSE = Duration.ofMillis(400);
    static final Duration LONGEST = Duration.ofSeconds(15);

    private final Predicate<List<Path>> taker;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    // Guarded by this object's monitor:
    private Optional<Batch> open = Optional.empty();

    /** @param taker takes a whole batch, in the order of its names; false when it cannot */
    Gathering(Predicate<List<Path>> taker, LongSupplier nanoTime, Sleeper sleeper) {
        this.taker = taker;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
    }

    private static final class Batch {
        private final List<Path> recordings = new ArrayList<>();
        private final CompletableFuture<Boolean> taken = new CompletableFuture<>();
        private final long first;
        private long last;

        Batch(long now) {
            first = now;
        }
    }

    /** Adds to the batch, and waits until the whole of it was taken. */
    boolean add(List<Path> recordings) throws InterruptedException {
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
        return batch.taken.join();
    }

    private void lead(Batch batch) throws InterruptedException {
        boolean taken = false;
        try {
            for (Duration left = left(batch); !left.isZero(); left = left(batch)) {
                sleeper.sleep(left);
            }
            taken = taker.test(batch.recordings.stream().sorted().toList());
        } finally {
            close(batch); // an interrupt ends the waiting, too
            batch.taken.complete(taken);
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
