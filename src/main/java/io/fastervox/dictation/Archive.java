package io.fastervox.dictation;

import io.fastervox.audio.Recording;
import io.fastervox.support.CodedException;

/** Keeps what was dictated, if that is wished. */
@FunctionalInterface
public interface Archive {
    /** Keeps nothing. */
    Archive NONE = (done, recording, wish) -> {};

    /**
     * Called when the text has been handed over, on dictation's thread.
     *
     * @param recording may be moved away; where it is still there afterwards it is deleted
     */
    void keep(DictationOutcome.Done done, Recording recording, DictationWish wish) throws CodedException;

    /** Whether a recording may stay in which no voice was found. */
    default boolean mayStay() {
        return true;
    }
}
