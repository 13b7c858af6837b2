package io.fastervox.audio;

/** An open microphone. Used by one thread. */
public interface CaptureLine extends AutoCloseable {
    /** What {@link #read} returns when the source has an end and it is reached. */
    int END = -1;

    /** The name of the microphone; empty when the system does not tell which one its default is. */
    String device();

    /**
     * Takes what has been recorded, without waiting for more.
     *
     * @param into is filled from {@code offset} on with {@link Pcm}, whole samples
     * @return bytes, 0 when there are none yet, or {@link #END}
     * @throws AudioException {@code MICROPHONE_LOST}
     */
    int read(byte[] into, int offset) throws AudioException;

    @Override
    void close();
}
