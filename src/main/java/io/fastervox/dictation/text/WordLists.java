package io.fastervox.dictation.text;

import com.fasterxml.jackson.core.type.TypeReference;
import io.fastervox.support.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The words of languages, which stand in files beside this class. */
final class WordLists {
    private WordLists() {}

    /** By language. */
    static Map<String, List<String>> fillers() {
        return read("fillers.json", new TypeReference<Map<String, List<String>>>() {});
    }

    /** By language: what is said for each sign. */
    static Map<String, Map<String, List<String>>> spokenSigns() {
        return read("spoken-signs.json", new TypeReference<Map<String, Map<String, List<String>>>>() {});
    }

    /** Where OpenCC's dictionaries are completed: {@code simplified}; and the {@code usual} form of traditional characters. */
    static Map<String, Map<String, String>> chineseCharacters() {
        return read("chinese-characters.json", new TypeReference<Map<String, Map<String, String>>>() {});
    }

    private static <T> T read(String name, TypeReference<T> type) {
        try (InputStream file = Objects.requireNonNull(WordLists.class.getResourceAsStream(name), name)) {
            return Json.strict().readValue(file, type);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
