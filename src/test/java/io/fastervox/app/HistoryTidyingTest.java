package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.config.HistoryChoice;
import io.fastervox.config.HistoryChoice.Keeping;
import io.fastervox.history.History;
import io.fastervox.history.HistoryEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTidyingTest {
    private static final Instant NOW = Instant.parse("2026-11-26T01:02:03.004Z");
    private static final HistoryChoice WEEK = new HistoryChoice(Keeping.PLAIN, 7, 100);
    private static final HistoryEntry ENTRY =
            new HistoryEntry("text", Optional.empty(), Optional.of("en"), 2.5, 0.3, Optional.of("base"), List.of());

    @TempDir
    private Path folder;

    /** Repeats when it is told to. */
    private static final class PlayedTimer extends ScheduledThreadPoolExecutor {
        private final List<Runnable> tasks = new ArrayList<>();
        private final List<Duration> pauses = new ArrayList<>();

        PlayedTimer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long pause, TimeUnit unit) {
            tasks.add(task);
            pauses.addAll(List.of(Duration.of(first, unit.toChronoUnit()), Duration.of(pause, unit.toChronoUnit())));
            return super.scheduleWithFixedDelay(task, first, pause, unit);
        }
    }

    private History at(Instant now) {
        return new History(folder.resolve("history"), Optional.empty(), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void whatIsOlderThanItsPersonWishesGoesSomeTimesADayWithoutAnythingElseHappening() throws Exception {
        for (Instant said : List.of(NOW, NOW.plus(Duration.ofDays(3)))) {
            at(said).add(ENTRY, Files.write(folder.resolve("said.wav"), new byte[] {1, 2, 3}), WEEK);
        }
        PlayedTimer timer = new PlayedTimer();
        List<HistoryChoice> withoutText = new ArrayList<>();

        try (HistoryTidying tidying =
                new HistoryTidying(at(NOW.plus(Duration.ofDays(8))), withoutText::add, () -> WEEK, timer)) {
            tidying.begin();
            timer.tasks.forEach(Runnable::run);
        }

        assertEquals(List.of(Duration.ofHours(6), Duration.ofHours(6)), timer.pauses);
        assertEquals(List.of(WEEK), withoutText);
        assertEquals(
                List.of(NOW.plus(Duration.ofDays(3))),
                at(NOW).list(10).stream().map(kept -> kept.when()).toList());
    }
}
