package io.fastervox.engine;

/** Hears about one transcription, in order, on a thread of the engine: implementations return at once. */
public interface TranscriptionListener {
    /** The recording could be opened and its language is known; comes once, first. */
    default void started(double durationSeconds, String language, double languageProbability) {}

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
