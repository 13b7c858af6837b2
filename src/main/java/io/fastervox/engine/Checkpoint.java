package io.fastervox.engine;

import java.util.List;

/**
 * A place in a recording where another run of the engine can go on exactly. Only the engine knows what the values mean.
 *
 * @param seek frames of what is decoded
 * @param prompt tokens of the text before; text of the user, never to be logged
 * @param lastSpeech when the last word before ended
 */
public record Checkpoint(int seek, List<Integer> prompt, double lastSpeech) {
    public Checkpoint {
        prompt = List.copyOf(prompt);
    }
}
