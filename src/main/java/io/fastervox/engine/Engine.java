package io.fastervox.engine;

import java.util.Optional;

/**
 * Turns recordings into text. One model at a time; calls from several threads are served in order.
 *
 * <p>Interrupting a waiting thread cancels its work: the call ends with {@link InterruptedException} within a second or
 * so, and the engine can be used again. Closing, from any thread, ends everything the engine started; calls that wait end
 * with {@code CANCELLED}.
 */
public interface Engine extends AutoCloseable {
    /** Starts the engine if need be and says what it is. */
    EngineInfo info() throws EngineException, InterruptedException;

    /** Makes the model ready. Loading what is loaded costs nothing; another model replaces the present one. */
    void load(ModelSpec model) throws EngineException, InterruptedException;

    /**
     * Transcribes with the loaded model; segments come to the listener as they are committed.
     *
     * @throws IllegalStateException if no {@link #load} has succeeded before
     */
    TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener)
            throws EngineException, InterruptedException;

    /**
     * Begins a stream with a model, which is loaded if it is not. A file that is transcribed with the same model does not hold
     * it up, but gives way to it. Empty if this engine has no streams.
     */
    default Optional<SpeechStream> stream(ModelSpec model, StreamRequest request, StreamListener listener)
            throws EngineException, InterruptedException {
        return Optional.empty();
    }

    /**
     * Gives its memory back; the next call takes the time to load again. Does not wait.
     *
     * @return false when something is being done
     */
    default boolean rest() {
        return true;
    }

    @Override
    void close();
}
