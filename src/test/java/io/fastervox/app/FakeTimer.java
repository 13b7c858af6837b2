package io.fastervox.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer whose time passes when a test says so. */
final class FakeTimer extends ScheduledThreadPoolExecutor {
    private static final int NEVER_DAYS = 1000;

    private final List<Planned> planned = new ArrayList<>();
    private Duration now = Duration.ZERO;

    FakeTimer() {
        super(0);
    }

    private record Planned(Duration at, Runnable task, ScheduledFuture<?> future) {}

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        ScheduledFuture<?> future = super.schedule(task, NEVER_DAYS, TimeUnit.DAYS);
        planned.add(new Planned(now.plus(Duration.of(delay, unit.toChronoUnit())), task, future));
        return future;
    }

    void pass(Duration time) {
        now = now.plus(time);
        List<Planned> due = planned.stream()
                .filter(one -> one.at().compareTo(now) <= 0 && !one.future().isCancelled())
                .toList();
        planned.removeAll(due);
        due.forEach(one -> one.task().run());
    }
}
