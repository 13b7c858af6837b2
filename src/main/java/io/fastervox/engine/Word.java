package io.fastervox.engine;

/**
 * One word of a segment.
 *
 * @param start seconds from the start of the recording
 * @param end seconds from the start of the recording
 * @param word the text with its leading space, as the model wrote it
 * @param probability 0 to 1
 */
public record Word(double start, double end, String word, double probability) {}
