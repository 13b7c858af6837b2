package io.fastervox.audio;

import io.fastervox.support.Sleeper;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A time that passes only where somebody sleeps. */
final class FakeTime implements LongSupplier, Sleeper {
    private final AtomicLong now = new AtomicLong(1_000_000_000L);

    @Override
    public long getAsLong() {
        return now.get();
    }

    @Override
    public void sleep(Duration duration) {
        now.addAndGet(duration.toNanos());
        Thread.yield();
    }
}
