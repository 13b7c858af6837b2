package io.fastervox.app;

import io.fastervox.audio.Recording;
import io.fastervox.audio.RecordingStore;
import io.fastervox.audio.RecoveredRecordings;
import io.fastervox.config.HistoryChoice;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The recordings of this run of the agent, and those that earlier runs have left. */
final class AgentRecordings implements AutoCloseable {
    /** So long everything has been offered, whenever it began. */
    private static final Duration LEAST_OFFER = Duration.ofDays(1);

    private final Path folder;
    private final Clock clock;
    private final RecordingStore store;
    private final Instant begun;
    // Guarded by this object's monitor:
    private Optional<RecoveredRecordings> recovered = Optional.empty();
    private boolean closed;

    /** @param folder of all recordings; need not exist */
    AgentRecordings(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.store = new RecordingStore(folder, clock);
        this.begun = clock.instant();
    }

    RecordingStore store() {
        return store;
    }

    /**
     * Looks for what earlier runs have left. To be asked once; it reads the disk.
     *
     * @param choice how long it is kept
     */
    synchronized List<Recording> recover(HistoryChoice choice) {
        if (closed) {
            return List.of();
        }
        RecoveredRecordings found = RecoveredRecordings.in(folder, choice.oldestWithoutText(clock.instant()));
        recovered = Optional.of(found);
        return found.list();
    }

    /**
     * What began before and has no text is not kept any longer.
     *
     * @param choice how long it is kept
     */
    Instant oldest(HistoryChoice choice) {
        Instant now = clock.instant();
        return now.isBefore(begun.plus(LEAST_OFFER)) ? Instant.MIN : choice.oldestWithoutText(now);
    }

    /** What has no text yet is found again by the next start. */
    @Override
    public synchronized void close() {
        closed = true;
        recovered.ifPresent(RecoveredRecordings::close);
        store.close();
    }
}
