package io.fastervox.environment;

import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells a builder's progress to its own listener and, while it builds, to the processes that wait for it. */
final class SharedProgress implements ProgressListener {
    private static final long INTERVAL = Duration.ofMillis(200).toNanos();

    private final ProgressListener listener;
    private final ProgressFile file;
    private final LongSupplier nanos;
    private boolean building;
    private String written = "";
    private long writtenAt;

    SharedProgress(ProgressListener listener, ProgressFile file, LongSupplier nanos) {
        this.listener = listener;
        this.file = file;
        this.nanos = nanos;
    }

    /** From now on others hear it too. */
    synchronized void begin() {
        building = true;
        file.delete(); // of a builder that was killed
    }

    synchronized void end() {
        building = false;
        file.delete();
    }

    @Override
    public synchronized void progress(Progress progress) {
        listener.progress(progress);
        long now = nanos.getAsLong();
        if (building && (!progress.step().equals(written) || now - writtenAt >= INTERVAL)) {
            file.write(progress);
            written = progress.step();
            writtenAt = now;
        }
    }
}
