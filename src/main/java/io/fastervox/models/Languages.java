package io.fastervox.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a model understands.
 *
 * @param multilingual whether it is for more than one language, and so can detect which one is spoken
 * @param codes Whisper's codes
 */
public record Languages(boolean multilingual, List<String> codes) {
    public Languages {
        codes = List.copyOf(codes);
    }

    /** In the catalogue: {@code "multilingual"}, {@code "multilingual since v3"} or a list of codes. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Languages of(JsonNode value) {
        if (value.isTextual()) {
            return switch (value.asText()) {
                case "multilingual" -> new Languages(true, SpokenLanguage.multilingual());
                case "multilingual since v3" -> new Languages(true, SpokenLanguage.all());
                default -> throw new IllegalArgumentException("languages " + value);
            };
        }
        if (!value.isArray() || value.isEmpty()) {
            throw new IllegalArgumentException("languages " + value);
        }
        return new Languages(
                false,
                StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }
}
