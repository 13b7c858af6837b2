package io.fastervox.files;

import java.util.List;

/**
 * One subtitle.
 *
 * @param startMs milliseconds from the start of the recording
 * @param endMs later than {@code startMs}
 * @param lines from top to bottom, none of them empty
 */
public record Cue(long startMs, long endMs, List<String> lines) {
    public Cue {
        if (startMs < 0 || endMs <= startMs) {
            throw new IllegalArgumentException("cue from " + startMs + " to " + endMs);
        }
        lines = List.copyOf(lines);
    }
}
