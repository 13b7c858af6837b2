package io.fastervox.files;

/**
 * What made a transcript.
 *
 * @param id of the model, for example {@code base}
 * @param device {@code cpu} or {@code cuda}
 * @param computeType for example {@code int8}
 */
public record UsedModel(String id, String device, String computeType) {}
