package io.fastervox.engine;

import java.util.List;
import java.util.Optional;

/**
 * A committed stretch of text.
 *
 * @param id counts from 0 within a transcription
 * @param start seconds from the start of the recording
 * @param end seconds from the start of the recording
 * @param text as the model wrote it, usually with a leading space
 * @param avgLogprob mean log probability of the tokens
 * @param noSpeechProb probability that this is not speech, 0 to 1
 * @param compressionRatio of the text; a high one hints at repetition
 * @param temperature the sampling temperature that gave this text
 * @param words present when word timestamps were asked for
 */
public record Segment(
        int id,
        double start,
        double end,
        String text,
        double avgLogprob,
        double noSpeechProb,
        double compressionRatio,
        double temperature,
        Optional<List<Word>> words) {
    public Segment {
        words = words.map(List::copyOf);
    }

    /** The same under another number. */
    public Segment numbered(int number) {
        return new Segment(number, start, end, text, avgLogprob, noSpeechProb, compressionRatio, temperature, words);
    }
}
