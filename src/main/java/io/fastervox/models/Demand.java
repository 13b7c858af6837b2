package io.fastervox.models;

import java.util.Optional;

/**
 * What a person wants of a model.
 *
 * @param language the only one that is spoken, as Whisper's code; empty when that is not known
 * @param translation into English, instead of text in the language that is spoken
 */
public record Demand(Optional<String> language, boolean translation) {
    /** Text of whatever is spoken. */
    public static final Demand ANY_SPEECH = new Demand(Optional.empty(), false);
}
