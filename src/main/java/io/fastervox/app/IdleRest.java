package io.fastervox.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Gives the memory of what is seldom needed back when nobody has used it for a while. Nothing wakes up before that. */
final class IdleRest implements AutoCloseable {
    private final BooleanSupplier rest;
    private final ScheduledExecutorService timer;
    // Guarded by this object's monitor:
    private Duration after = Duration.ZERO;
    private Optional<Future<?>> next = Optional.empty();

    /**
     * @param rest gives it back, or says that it is in use; it is asked again later then
     * @param timer is closed with this object
     */
    IdleRest(BooleanSupplier rest, ScheduledExecutorService timer) {
        this.rest = rest;
        this.timer = timer;
    }

    /** The one that a program has. */
    static ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread idle = new Thread(task, "idle-rest");
            idle.setDaemon(true);
            return idle;
        });
    }

    /** @param pause from the last use; zero: never */
    synchronized void after(Duration pause) {
        after = pause;
        used();
    }

    /** From the last use; zero: never. */
    synchronized Duration pause() {
        return after;
    }

    /** It is used now; the end of a use is one, too. */
    synchronized void used() {
        next.ifPresent(planned -> planned.cancel(false));
        next = after.isZero() || timer.isShutdown()
                ? Optional.empty()
                : Optional.of(timer.schedule(this::rest, after.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void rest() {
        if (!rest.getAsBoolean()) {
            used();
        }
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
    }
}
