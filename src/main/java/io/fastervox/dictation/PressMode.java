package io.fastervox.dictation;

/** How the dictation key works. */
public enum PressMode {
    /** Recording lasts as long as the key is held. */
    PUSH_TO_TALK,
    /** One press begins, the next one ends. */
    TOGGLE,
    /** Held for longer than a moment it is push-to-talk, else toggle. */
    HYBRID
}
