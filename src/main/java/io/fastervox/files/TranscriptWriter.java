package io.fastervox.files;

/** One export format. Stateless; the same transcript always gives the same bytes. */
@FunctionalInterface
public interface TranscriptWriter {
    /** The complete content of the file. */
    byte[] write(Transcript transcript);
}
