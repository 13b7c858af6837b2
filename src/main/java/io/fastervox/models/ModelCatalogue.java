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
import java.util.stream.Stream;

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

    /**
     * Makes sure that a model can do what is wanted, as far as the catalogue knows it; of an imported one the engine will say.
     *
     * @throws ModelException {@code LANGUAGE_NOT_IN_MODEL}: {@code {0}} the language, {@code {1}} the model;
     *     {@code TASK_NOT_IN_MODEL}: {@code {0}} the model; last: a model that can
     */
    public void requireFor(Demand demand, String id) throws ModelException {
        Optional<ModelEntry> entry = find(id);
        if (entry.isEmpty() || entry.get().meets(demand)) {
            return;
        }
        String able = able(demand, id);
        if (entry.get().understands(demand.language())) {
            throw new ModelException(ErrorCode.TASK_NOT_IN_MODEL, id + " does not translate", id, able);
        }
        String language = demand.language().orElseThrow();
        throw new ModelException(
                ErrorCode.LANGUAGE_NOT_IN_MODEL, id + " does not know " + language, language, id, able);
    }

    /** The multilingual twin of an English model, else the usual one, else the smallest that can. */
    private String able(Demand demand, String id) {
        return Stream.concat(Stream.of(id.replaceFirst("\\.en$", ""), "small"), entries.keySet().stream())
                .filter(other ->
                        find(other).filter(model -> model.meets(demand)).isPresent())
                .findFirst()
                .orElse("large-v3");
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
