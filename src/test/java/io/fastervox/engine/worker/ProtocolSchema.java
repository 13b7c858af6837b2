package io.fastervox.engine.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The schema of the worker protocol, as both sides' tests read it. */
final class ProtocolSchema {
    private static final String ID = "urn:faster-vox:worker-protocol:1";

    private final String text;

    private ProtocolSchema(String text) {
        this.text = text;
    }

    static ProtocolSchema read() throws IOException {
        Path file = Path.of(System.getProperty("fastervox.program", "")).resolve("runner/protocol.schema.json");
        return new ProtocolSchema(Files.readString(file));
    }

    /** What is wrong with a message of a kind, for example {@code loadRequest}; empty if nothing. */
    List<String> errors(String definition, String message) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, text)));
        Schema schema = registry.getSchema("{\"$ref\": \"" + ID + "#/$defs/" + definition + "\"}");
        return schema.validate(message, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    /** The kinds that a {@code oneOf} such as {@code event} or {@code request} lists. */
    List<String> kinds(String definition) throws IOException {
        return StreamSupport.stream(definition(definition).get("oneOf").spliterator(), false)
                .map(kind -> kind.get("$ref").asText().replace("#/$defs/", ""))
                .toList();
    }

    /** The values of an enumeration. */
    List<String> values(String definition) throws IOException {
        return StreamSupport.stream(definition(definition).get("enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private JsonNode definition(String name) throws IOException {
        return new ObjectMapper().readTree(text).get("$defs").get(name);
    }
}
