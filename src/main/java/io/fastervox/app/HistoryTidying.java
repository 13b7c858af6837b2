package io.fastervox.app;

import io.fastervox.config.HistoryChoice;
import io.fastervox.history.History;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets go of dictations whose time is over while nobody dictates, too. */
final class HistoryTidying implements AutoCloseable {
    /** A day is what people choose; a computer that sleeps at night counts only the hours it is awake. */
    private static final Duration EVERY = Duration.ofHours(6);

    private final History history;
    private final Supplier<HistoryChoice> choice;
    private final ScheduledExecutorService timer;

    /** @param timer is closed with this object */
    HistoryTidying(History history, Supplier<HistoryChoice> choice, ScheduledExecutorService timer) {
        this.history = history;
        this.choice = choice;
        this.timer = timer;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    void begin() {
        timer.scheduleWithFixedDelay(
                () -> history.prune(choice.get()), EVERY.toHours(), EVERY.toHours(), TimeUnit.HOURS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
