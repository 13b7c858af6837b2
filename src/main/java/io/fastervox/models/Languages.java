package io.fastervox.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a model understands.
 *
 * @param only the ISO codes of its only languages; empty for a multilingual model
 */
public record Languages(List<String> only) {
    public Languages {
        only = List.copyOf(only);
    }

    /** In the catalogue: {@code "multilingual"} or a list of codes. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Languages of(JsonNode value) {
        if (value.isTextual() && value.asText().equals("multilingual")) {
            return new Languages(List.of());
        }
        if (!value.isArray() || value.isEmpty()) {
            throw new IllegalArgumentException("languages " + value);
        }
        return new Languages(StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    }

    public boolean multilingual() {
        return only.isEmpty();
    }
}
