package io.fastervox.audio;

import io.fastervox.desktop.MicrophonePrivacy.Access;
import io.fastervox.support.Sleeper;
import java.util.List;
import java.util.Optional;

/** A recorder whose clock stands still, with microphones that fall silent and never end: what it waits for never comes. */
public final class TimelessRecorder {
    private TimelessRecorder() {}

    public static Recorder of(Microphones microphones, RecordingStore store) {
        return new Recorder(new Endless(microphones), () -> Access.UNKNOWN, store, () -> 0, Sleeper.REAL);
    }

    private record Endless(Microphones microphones) implements Microphones {
        @Override
        public List<String> names() {
            return microphones.names();
        }

        @Override
        public CaptureLine open(Optional<String> wanted) throws AudioException {
            CaptureLine line = microphones.open(wanted);
            return new CaptureLine() {
                @Override
                public String device() {
                    return line.device();
                }

                @Override
                public int read(byte[] into, int offset) throws AudioException {
                    return Math.max(0, line.read(into, offset)); // the end is none
                }

                @Override
                public void close() {
                    line.close();
                }
            };
        }
    }
}
