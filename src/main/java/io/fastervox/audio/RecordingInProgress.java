package io.fastervox.audio;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** The way to end a recording, from any thread; nothing here waits. The first end that is asked for counts. */
public final class RecordingInProgress {
    private final LongSupplier nanoTime;
    private volatile OptionalLong stoppedAt = OptionalLong.empty();
    private volatile boolean discarded;
    private volatile boolean hurried;

    RecordingInProgress(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The key was released: what is still on its way through the sound system is taken, then the recording ends. */
    public synchronized void stop() {
        if (stoppedAt.isEmpty()) {
            stoppedAt = OptionalLong.of(nanoTime.getAsLong());
        }
    }

    /** The recording is not wanted; its file goes. */
    public void discard() {
        discarded = true;
        stop();
        hurry();
    }

    /** The next one waits for the microphone. */
    void hurry() {
        hurried = true;
    }

    OptionalLong stoppedAt() {
        return stoppedAt;
    }

    boolean isHurried() {
        return hurried;
    }

    boolean isDiscarded() {
        return discarded;
    }
}
