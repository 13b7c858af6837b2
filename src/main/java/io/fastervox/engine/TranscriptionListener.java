package io.fastervox.engine;

import java.util.Optional;

/**
 * Hears about one transcription, in order, on the thread that called {@link Engine#transcribe}. What is thrown here ends
 * the transcription and reaches that caller.
 */
public interface TranscriptionListener {
    /**
     * The recording could be opened and its language is known; comes once, first. {@code language} is empty if none was
     * given and nothing was said.
     */
    default void started(double durationSeconds, Optional<String> language, double languageProbability) {}

    /** An interrupted transcription can go on here; comes before the first segment that it is about. */
    default void checkpoint(Checkpoint checkpoint) {}

    /** A segment is committed: it will not change any more. After a restart of the engine none comes twice. */
    default void segment(Segment segment) {}

    /** Seconds of audio done, never decreasing. */
    default void progress(double seconds, double durationSeconds) {}

    /** Something the person should know though the work goes on, for example that the engine was restarted. */
    default void notice(Notice notice) {}

    /** See {@link #notice}. */
    enum Notice {
        ENGINE_RESTARTED
    }
}
