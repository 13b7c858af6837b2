package io.fastervox.engine;

/**
 * Speech that is decoded while it goes on, so that little is left to do when it ends. Used by one thread, which may be
 * interrupted. A failure ends the stream; whoever has the recording then has it transcribed as a whole.
 */
public interface SpeechStream extends AutoCloseable {
    /**
     * Takes the next samples: 16 kHz, mono, 16 bit, little-endian; up to two seconds of them. Waits only when the engine is
     * a minute behind.
     */
    void audio(byte[] pcm, int length) throws EngineException, InterruptedException;

    /** The end is near: the key was released, and the last samples are on their way. Makes the rest come sooner. */
    void release() throws EngineException;

    /** There is no more audio: waits for the text of what is left. */
    StreamResult finish() throws EngineException, InterruptedException;

    /** Ends a stream whose text is not wanted, without waiting; does nothing behind {@link #finish}. */
    @Override
    void close();
}
