package io.fastervox.dictation;

import io.fastervox.audio.Recording;
import io.fastervox.audio.TakeTimes;
import io.fastervox.desktop.Paster;
import io.fastervox.support.CodedException;
import java.time.Duration;
import java.util.Optional;

/** What became of a dictation. */
public sealed interface DictationOutcome {
    /**
     * There is a text. Its recording is gone.
     *
     * @param insertion where the text is now
     * @param language what was spoken
     * @param length of the recording
     * @param take how long the recording's parts took; empty for a recording that was kept
     */
    record Done(
            String text,
            Paster.Outcome insertion,
            Optional<String> language,
            Duration length,
            ReleaseToText times,
            Optional<TakeTimes> take)
            implements DictationOutcome {
        /** The text of people is not for logs. */
        @Override
        public String toString() {
            return "Done[" + text.length() + " characters, " + insertion + ", " + language + ", " + length + ", "
                    + times + "]";
        }
    }

    /**
     * Nothing was said, or nothing was heard of it.
     *
     * @param kept the recording, as of one that failed; empty when there cannot be a word in it
     */
    record NoSpeech(Duration length, ReleaseToText times, Optional<Recording> kept) implements DictationOutcome {}

    /** The key was only touched. */
    record TooShort() implements DictationOutcome {}

    /** @param kept a recording that was kept before, and still is */
    record Cancelled(Optional<Recording> kept) implements DictationOutcome {}

    /**
     * There is no text.
     *
     * @param kept the recording, which can be given to {@link Dictation#again} or {@link Dictation#discard}; empty when
     *     nothing was recorded
     */
    record Failed(CodedException problem, Optional<Recording> kept) implements DictationOutcome {}
}
