package io.fastervox.engine;

/** Hears about one stream, in order, on the threads that call {@link SpeechStream#audio} and {@link SpeechStream#finish}. */
public interface StreamListener {
    /** What the end of the speech seems to be, behind the segments so far; the next one, or a segment, takes its place. */
    default void partial(String text) {}

    /** A segment is committed: it will not change any more, but for {@link #redecoding}. */
    default void segment(Segment segment) {}

    /** All segments so far are void: the whole is decoded anew. */
    default void redecoding(String reason) {}
}
