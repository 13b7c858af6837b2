package io.fastervox.dictation;

import io.fastervox.audio.Level;
import io.fastervox.audio.RecordingNotice;
import java.time.Duration;

/**
 * Hears about dictations, each under the number that {@link Dictation#press} gave. Those of one dictation come in order;
 * while one is being transcribed the next one may be recording. Called on dictation's threads, which must not be held up.
 */
public interface DictationListener {
    /**
     * The first samples are here: from now on nothing that is said is lost.
     *
     * @param device the name of the microphone, empty when the system does not tell
     */
    default void recording(long dictation, String device) {}

    /** How loud the last 32 ms were. */
    default void level(long dictation, Level level) {}

    /** Something the person should know though the dictation goes on; see {@link RecordingNotice} for the codes. */
    default void notice(long dictation, RecordingNotice notice) {}

    /** What was heard so far; its end may still change. Comes while the person speaks, when they pause. */
    default void heard(long dictation, String text) {}

    /** The recording is over and waits for the engine, or is with it. */
    default void transcribing(long dictation, Duration length) {}

    /** Comes once, last. */
    void ended(long dictation, DictationOutcome outcome);
}
