package io.fastervox.audio;

import java.util.List;
import java.util.Optional;

/** The microphones of this machine. Asking for them may take some hundred milliseconds. */
public interface Microphones {
    /** Their names, as the system gives them; empty when there is none. */
    List<String> names();

    /**
     * Opens one and starts it.
     *
     * @param wanted a name, or the beginning of one, because some systems cut names; the default microphone is taken when
     *     it is empty or not there
     * @throws AudioException {@code MICROPHONE_MISSING}, {@code MICROPHONE_BLOCKED} or {@code MICROPHONE_UNAVAILABLE}
     */
    CaptureLine open(Optional<String> wanted) throws AudioException;
}
