package io.fastervox.environment;

/** The parts whose state is always shown (R15). */
public enum Component {
    EMBEDDABLE_PYTHON,
    VIRTUAL_ENVIRONMENT,
    PYTORCH,
    WHISPER;

    /** How far a component is. */
    public enum State {
        READY,
        MISSING,
        /** Begun and not finished; the next build continues there. */
        INCOMPLETE,
        DAMAGED,
        /** The profile works without it: the lean profiles need no PyTorch. */
        NOT_NEEDED
    }
}
