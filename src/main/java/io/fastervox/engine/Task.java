package io.fastervox.engine;

/** What the model does with speech. */
public enum Task {
    /** Text in the language that is spoken. */
    TRANSCRIBE,
    /** Text in English. */
    TRANSLATE
}
