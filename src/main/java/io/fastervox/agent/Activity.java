package io.fastervox.agent;

/** How far the present dictation is. */
public enum Activity {
    NONE,
    RECORDING,
    /** The text is being made and inserted. */
    TRANSCRIBING
}
