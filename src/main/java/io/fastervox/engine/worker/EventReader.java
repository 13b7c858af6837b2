package io.fastervox.engine.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fastervox.support.Json;

/** Turns lines into events, strictly: a field too many, too few or of another type is a violation. */
final class EventReader {
    private static final ObjectMapper JSON =
            Json.strict().copy().enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    private EventReader() {}

    static Event read(String line) throws ProtocolViolation {
        ObjectNode fields = fields(line);
        JsonNode name = fields.remove("event");
        return switch (name == null ? "" : name.asText()) {
            case "heartbeat" -> convert(fields, Event.Heartbeat.class);
            case "segment" -> convert(fields, Event.SegmentCommitted.class);
            case "partial" -> convert(fields, Event.Partial.class);
            case "redecoding" -> convert(fields, Event.Redecoding.class);
            case "progress" -> convert(fields, Event.Progressed.class);
            case "started" -> convert(fields, Event.Started.class);
            case "error" -> convert(fields, Event.Failed.class);
            case "result" -> result(fields);
            default -> throw new ProtocolViolation("a line that is no event of protocol " + Request.PROTOCOL);
        };
    }

    /** The fields of a result as those of the answer that is expected. */
    static <T> T answer(Event.Result result, Class<T> type) throws ProtocolViolation {
        return convert(result.fields(), type);
    }

    private static Event.Result result(ObjectNode fields) throws ProtocolViolation {
        JsonNode id = fields.remove("id");
        if (id == null || !id.isTextual()) {
            throw new ProtocolViolation("a result without an id");
        }
        return new Event.Result(id.asText(), fields);
    }

    private static ObjectNode fields(String line) throws ProtocolViolation {
        try {
            if (JSON.readTree(line) instanceof ObjectNode fields) {
                return fields;
            }
        } catch (JsonProcessingException e) {
            throw new ProtocolViolation("a line that is not JSON");
        }
        throw new ProtocolViolation("a line that is no JSON object");
    }

    private static <T> T convert(ObjectNode fields, Class<T> type) throws ProtocolViolation {
        try {
            return JSON.treeToValue(fields, type);
        } catch (JsonProcessingException e) {
            throw new ProtocolViolation("unexpected fields in " + type.getSimpleName());
        }
    }
}
