package io.fastervox.environment;

import io.fastervox.support.CodedException;
import io.fastervox.support.ProgressListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A {@link Replacement} on a thread of its own, for a program that serves meanwhile. One at a time; it may be started again
 * when it has ended, for instance after a failure of the network. Closing it interrupts it and waits; what was built so far
 * is continued by the next one.
 */
public final class BackgroundBuild implements AutoCloseable {
    private static final long STOP_SECONDS = 15;

    private final Replacement replacement;
    private Optional<Thread> thread = Optional.empty();
    private boolean closed;

    public BackgroundBuild(Replacement replacement) {
        this.replacement = replacement;
    }

    /**
     * Begins. Owner and listener are called on the thread of the build.
     *
     * @return completes with how it ended, or with the {@link CodedException} or {@link InterruptedException} that ended it
     * @throws IllegalStateException while one is under way, or after the end
     */
    public synchronized CompletableFuture<Replacement.Outcome> start(
            Replacement.Wanted wanted, Replacement.Owner owner, ProgressListener listener) {
        if (closed || isRunning()) {
            throw new IllegalStateException(closed ? "closed" : "already building");
        }
        CompletableFuture<Replacement.Outcome> outcome = new CompletableFuture<>();
        Thread worker = new Thread(
                () -> {
                    try {
                        outcome.complete(replacement.run(wanted, owner, listener));
                    } catch (CodedException | InterruptedException | RuntimeException e) {
                        outcome.completeExceptionally(e); // the thread ends with it
                    }
                },
                "background-build");
        worker.setDaemon(true);
        worker.start();
        thread = Optional.of(worker);
        return outcome;
    }

    /** Whether one is under way. */
    public synchronized boolean isRunning() {
        return thread.filter(Thread::isAlive).isPresent();
    }

    @Override
    public void close() {
        Optional<Thread> last;
        synchronized (this) {
            closed = true;
            last = thread;
        }
        last.ifPresent(Thread::interrupt);
        try {
            if (last.isPresent()) {
                last.get().join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
