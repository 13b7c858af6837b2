package io.fastervox.download;

import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up the progress of several files and reports it, never going back even where a file has to start again. */
final class FetchTally {
    private final ProgressListener listener;
    private final long total;
    private final Map<Transfer, Long> bytes = new HashMap<>();
    private final Set<String> running = new LinkedHashSet<>();
    private long sum;
    private long reported;

    FetchTally(List<Transfer> transfers, ProgressListener listener) {
        this.listener = listener;
        this.total = transfers.stream().mapToLong(Transfer::bytes).sum();
    }

    synchronized void started(Transfer transfer) {
        running.add(transfer.name());
        report();
    }

    synchronized void ended(Transfer transfer) {
        running.remove(transfer.name());
        report();
    }

    /** So much of the file is here now. */
    synchronized void present(Transfer transfer, long now) {
        Long before = bytes.put(transfer, now);
        sum += now - (before == null ? 0 : before);
        report();
    }

    private void report() {
        reported = Math.max(reported, Math.min(sum, total));
        listener.progress(new Progress("fetch", String.join(", ", running), reported, total, Progress.Unit.BYTES));
    }
}
