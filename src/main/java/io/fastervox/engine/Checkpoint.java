package io.fastervox.engine;

import java.util.List;

/**
 * A place in a recording where another run of the engine can go on exactly. Only the engine knows what the values mean.
 *
 * @param seek frames of what is decoded of the section
 * @param prompt tokens of the text before; text of the user, never to be logged
 * @param lastSpeech when the last word before ended
 * @param section the sample of the recording at which its section begins
 * @param speechBefore seconds of speech before the section
 */
public record Checkpoint(int seek, List<Integer> prompt, double lastSpeech, long section, double speechBefore) {
    public Checkpoint {
        prompt = List.copyOf(prompt);
    }

    /** Whether both are the same place of a recording. */
    public boolean isAt(Checkpoint other) {
        return section == other.section && seek == other.seek;
    }
}
