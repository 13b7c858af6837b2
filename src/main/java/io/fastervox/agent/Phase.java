package io.fastervox.agent;

/** What the agent is at, as people see it. */
public enum Phase {
    STARTING,
    /** The environment or the model is being made ready. */
    PREPARING,
    READY,
    RECORDING,
    TRANSCRIBING,
    /** Nothing can be dictated until somebody or time mends it. */
    PROBLEM
}
