package io.fastervox.dictation;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What pressing and releasing the dictation key means. Safe for several threads.
 *
 * <p>It follows the recording: whoever ends or cannot begin it otherwise (Escape, the menu, a lost microphone) says so by
 * {@link #ended}.
 */
public final class PressLogic {
    /** Held for longer, a press is push-to-talk in {@link PressMode#HYBRID}. */
    public static final Duration HOLD = Duration.ofMillis(600);

    /** A press that follows a release so quickly is the key's spring. */
    public static final Duration SPRING = Duration.ofMillis(30);

    /** What to do. */
    public enum Action {
        START,
        STOP,
        NOTHING
    }

    private final LongSupplier nanoTime;
    private PressMode mode;
    private boolean recording;
    /** The press that is held now began the recording. */
    private boolean began;

    private long pressedAt;
    private long releasedAt;
    private boolean released;

    /** @param nanoTime a clock that only runs forward, such as {@link System#nanoTime} */
    public PressLogic(PressMode mode, LongSupplier nanoTime) {
        this.mode = mode;
        this.nanoTime = nanoTime;
    }

    /** Applies at once, also to a key that is held. */
    public synchronized void change(PressMode chosen) {
        mode = chosen;
    }

    public synchronized Action pressed() {
        long now = nanoTime.getAsLong();
        began = false;
        if (released && now - releasedAt < SPRING.toNanos()) {
            return Action.NOTHING;
        }
        if (recording) {
            // Also in push-to-talk: the release was never seen, so this press has to end it.
            recording = false;
            return Action.STOP;
        }
        recording = true;
        began = true;
        pressedAt = now;
        return Action.START;
    }

    public synchronized Action released() {
        long now = nanoTime.getAsLong();
        releasedAt = now;
        released = true;
        boolean ends = began && recording && endsWithRelease(now - pressedAt);
        began = false;
        if (ends) {
            recording = false;
        }
        return ends ? Action.STOP : Action.NOTHING;
    }

    private boolean endsWithRelease(long held) {
        return mode == PressMode.PUSH_TO_TALK || (mode == PressMode.HYBRID && held > HOLD.toNanos());
    }

    /** The recording is over without the key's doing, or did not begin. */
    public synchronized void ended() {
        recording = false;
        began = false;
    }
}
