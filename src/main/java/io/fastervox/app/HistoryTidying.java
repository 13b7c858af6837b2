package io.fastervox.app;

import io.fastervox.config.HistoryChoice;
import io.fastervox.history.History;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lets go of dictations, with and without a text, whose time is over while nobody dictates, too. */
final class HistoryTidying implements AutoCloseable {
    /** A day is what people choose; a computer that sleeps at night counts only the hours it is awake. */
    private static final Duration EVERY = Duration.ofHours(6);

    private final History history;
    private final Consumer<HistoryChoice> withoutText;
    private final Supplier<HistoryChoice> choice;
    private final ScheduledExecutorService timer;

    /**
     * @param withoutText lets go of recordings that have no text
     * @param timer is closed with this object
     */
    HistoryTidying(
            History history,
            Consumer<HistoryChoice> withoutText,
            Supplier<HistoryChoice> choice,
            ScheduledExecutorService timer) {
        this.history = history;
        this.withoutText = withoutText;
        this.choice = choice;
        this.timer = timer;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    void begin() {
        timer.scheduleWithFixedDelay(this::tidy, EVERY.toHours(), EVERY.toHours(), TimeUnit.HOURS);
    }

    private void tidy() {
        HistoryChoice now = choice.get();
        withoutText.accept(now);
        history.prune(now);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
