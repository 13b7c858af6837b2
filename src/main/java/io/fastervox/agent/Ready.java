package io.fastervox.agent;

/**
 * What transcribes.
 *
 * @param model the id of a model
 * @param device {@code cpu} or {@code cuda}
 * @param computeType as the engine calls it
 */
public record Ready(String model, String device, String computeType) {}
