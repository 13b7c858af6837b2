package io.fastervox.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The languages that Whisper knows, by its own codes. */
public final class SpokenLanguage {
    /** In place of a language, in any case: the model finds it out. */
    public static final String DETECTED = "auto";

    private static final int SUGGESTIONS = 3;
    private static final JsonNode LIST = read();
    private static final List<String> MULTILINGUAL = codes(LIST.required("multilingual"));
    private static final List<String> ALL = all(LIST.required("since_v3"));

    private SpokenLanguage() {}

    /** What every multilingual model knows, those with most training first. */
    public static List<String> multilingual() {
        return MULTILINGUAL;
    }

    /** What any model knows. */
    public static List<String> all() {
        return ALL;
    }

    /** For people. */
    public static String name(String code, Locale reader) {
        // Whisper keeps the old code of Javanese, which Java has no name for.
        return Locale.forLanguageTag(code.equals("jw") ? "jv" : code).getDisplayLanguage(reader);
    }

    /**
     * The code of what a person wrote, as {@link #require} gives it; empty for {@link #DETECTED}.
     *
     * @throws ModelException {@code LANGUAGE_UNKNOWN}
     */
    public static Optional<String> orDetected(String written, Locale reader) throws ModelException {
        return written.strip().equalsIgnoreCase(DETECTED) ? Optional.empty() : Optional.of(require(written, reader));
    }

    /**
     * The code of what a person wrote: a code, also with a region ({@code zh-CN}), or the name in English or in their own
     * language; in any case.
     *
     * @throws ModelException {@code LANGUAGE_UNKNOWN}: {@code {0}} what was written, {@code {1}} the most similar ones
     */
    public static String require(String written, Locale reader) throws ModelException {
        String wanted = written.strip().toLowerCase(Locale.ROOT);
        String code = wanted.replaceFirst("[-_].*", "");
        if (ALL.contains(code)) {
            return code; // nearly always: names cost their time only when they are needed
        }
        Map<String, String> spellings = spellings(reader);
        if (spellings.containsKey(wanted)) {
            return spellings.get(wanted);
        }
        if (spellings.containsKey(code)) {
            return spellings.get(code);
        }
        List<String> similar = spellings.entrySet().stream()
                .sorted(Comparator.comparingDouble(spelling -> difference(wanted, spelling.getKey())))
                .map(Map.Entry::getValue)
                .distinct()
                .limit(SUGGESTIONS)
                .map(found -> found + " (" + name(found, reader) + ")")
                .toList();
        throw new ModelException(
                ErrorCode.LANGUAGE_UNKNOWN, "no language " + written, written, String.join(", ", similar));
    }

    /** Everything that people may write, in lower case, with the code it means; codes first. */
    private static Map<String, String> spellings(Locale reader) {
        Map<String, String> spellings = new LinkedHashMap<>();
        ALL.forEach(code -> spellings.put(code, code));
        for (Locale locale : List.of(Locale.ENGLISH, reader)) {
            ALL.forEach(code -> spellings.putIfAbsent(name(code, locale).toLowerCase(Locale.ROOT), code));
        }
        LIST.required("also")
                .properties()
                .forEach(also ->
                        spellings.putIfAbsent(also.getKey(), also.getValue().asText()));
        return spellings;
    }

    /** The edits that make one word of the other (Levenshtein), by the length of the longer one: 0 the same, 1 all. */
    private static double difference(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return (double) row[other.length()] / Math.max(1, Math.max(one.length(), other.length()));
    }

    private static List<String> all(JsonNode more) {
        List<String> all = new ArrayList<>(MULTILINGUAL);
        all.addAll(codes(more));
        return List.copyOf(all);
    }

    private static List<String> codes(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(SpokenLanguage.class.getResourceAsStream("languages.json"))) {
            return Json.strict().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped list of languages", e);
        }
    }
}
