package io.fastervox.environment;

import java.util.List;

/**
 * A reason for people.
 *
 * @param key message key under {@code decision.}
 * @param arguments what the text names
 */
public record Reason(String key, List<Object> arguments) {
    public Reason {
        arguments = List.copyOf(arguments);
    }

    static Reason of(String key, Object... arguments) {
        return new Reason(key, List.of(arguments));
    }
}
