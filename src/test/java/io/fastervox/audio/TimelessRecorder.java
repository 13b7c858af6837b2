package io.fastervox.audio;

import io.fastervox.desktop.MicrophonePrivacy.Access;
import io.fastervox.support.Sleeper;

/** A recorder whose clock stands still: what it waits for by the clock never comes. */
public final class TimelessRecorder {
    private TimelessRecorder() {}

    public static Recorder of(Microphones microphones, RecordingStore store) {
        return new Recorder(microphones, () -> Access.UNKNOWN, store, () -> 0, Sleeper.REAL);
    }
}
