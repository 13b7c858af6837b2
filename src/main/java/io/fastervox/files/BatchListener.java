package io.fastervox.files;

import io.fastervox.engine.TranscriptionListener;
import java.nio.file.Path;

/** Hears about a batch on the thread that works on it: implementations return soon. */
public interface BatchListener {
    BatchListener NONE = new BatchListener() {};

    /**
     * A recording is begun; the listener given back hears about its transcription.
     *
     * @param number counts from 1 over the recordings that can be worked on
     * @param total how many of them there are
     */
    default TranscriptionListener begun(Path recording, int number, int total) {
        return new TranscriptionListener() {};
    }

    /** A recording is over; comes once for every recording that could be worked on, in the order of the batch. */
    default void ended(FileOutcome outcome) {}
}
