package io.fastervox.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.engine.Word;
import io.fastervox.support.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Transcripts to test with: those in the resources, and small ones made by hand. */
final class Samples {
    static final List<String> NAMES = List.of("en", "en-words", "zh", "zh-words", "ar", "ar-words");

    private Samples() {}

    /** A transcript read from its own JSON export. */
    static Transcript transcript(String name) {
        ObjectMapper mapper = Json.strict();
        try {
            JsonNode json = mapper.readTree(text(name + ".json"));
            List<Segment> segments = Arrays.asList(mapper.treeToValue(json.get("segments"), Segment[].class));
            TranscriptionResult result = new TranscriptionResult(
                    json.get("duration").doubleValue(),
                    json.get("duration_after_vad").doubleValue(),
                    Optional.of(json.get("language").textValue()),
                    json.get("language_probability").doubleValue(),
                    json.get("decode_seconds").doubleValue(),
                    segments,
                    Optional.empty());
            Optional<UsedModel> model = Optional.ofNullable(mapper.treeToValue(json.path("model"), UsedModel.class));
            return new Transcript(json.get("file").textValue(), result, model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String resource) throws IOException {
        try (InputStream in = Samples.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static TranscriptionResult result(Segment... segments) {
        return new TranscriptionResult(60, 60, Optional.of("en"), 1, 1, List.of(segments), Optional.empty());
    }

    static Transcript transcript(Segment... segments) {
        return new Transcript("talk.wav", result(segments), Optional.empty());
    }

    static Segment segment(double start, double end, String text) {
        return new Segment(0, start, end, text, -0.2, 0.1, 1.2, 0, Optional.empty());
    }

    static Segment segment(double start, double end, String text, Word... words) {
        return new Segment(0, start, end, text, -0.2, 0.1, 1.2, 0, Optional.of(List.of(words)));
    }

    static Word word(double start, double end, String word) {
        return new Word(start, end, word, 0.9);
    }
}
