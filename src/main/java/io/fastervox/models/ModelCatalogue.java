package io.fastervox.models;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The models the program knows, small ones first. */
public final class ModelCatalogue {
    private final Map<String, ModelEntry> entries = new LinkedHashMap<>();

    public ModelCatalogue(List<ModelEntry> entries) {
        for (ModelEntry entry : entries) {
            if (this.entries.put(entry.id(), entry) != null) {
                throw new IllegalArgumentException("two models named " + entry.id());
            }
        }
    }

    /** The catalogue that comes with the program. */
    public static ModelCatalogue shipped() {
        try (InputStream in = Objects.requireNonNull(ModelCatalogue.class.getResourceAsStream("catalogue.json"))) {
            JsonNode models = Json.strict().readTree(in).required("models");
            return new ModelCatalogue(Json.strict().convertValue(models, new TypeReference<List<ModelEntry>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped catalogue of models", e);
        }
    }

    public List<ModelEntry> entries() {
        return List.copyOf(entries.values());
    }

    public Optional<ModelEntry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /**
     * The model of that id.
     *
     * @throws ModelException {@code MODEL_UNKNOWN}: {@code {0}} the id, {@code {1}} the known ones
     */
    public ModelEntry require(String id) throws ModelException {
        return find(id).orElseThrow(() ->
                new ModelException(ErrorCode.MODEL_UNKNOWN, "no model " + id, id, String.join(", ", entries.keySet())));
    }

    /** Which model these files are, by their SHA-256; every hash that the catalogue knows must agree. */
    public Optional<ModelEntry> identify(Map<String, String> sha256ByPath) {
        return entries.values().stream()
                .filter(entry -> entry.sources().stream().anyMatch(source -> matches(source, sha256ByPath)))
                .findFirst();
    }

    private static boolean matches(ModelSource source, Map<String, String> sha256ByPath) {
        // The weights decide; without their hash nothing is certain.
        return source.sha256("model.bin").isPresent()
                && source.paths().stream()
                        .allMatch(path -> source.sha256(path)
                                .map(known -> known.equals(sha256ByPath.get(path)))
                                .orElse(true));
    }
}
