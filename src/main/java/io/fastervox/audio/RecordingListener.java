package io.fastervox.audio;

/** Hears about one recording, in order, on the recorder's thread, which must not be held up. */
public interface RecordingListener {
    /**
     * The first samples are here: from now on nothing is lost.
     *
     * @param device the name of the microphone, empty when the system does not tell
     */
    default void started(String device) {}

    /** The next samples, as they go to the disk; the array belongs to whoever hears of it. */
    default void samples(byte[] pcm) {}

    /** How loud the last 32 ms were. */
    default void level(Level level) {}

    /** See {@link RecordingNotice}; each comes once. */
    default void notice(RecordingNotice notice) {}

    /** The recording is over; comes once, last. */
    void ended(Take take);
}
