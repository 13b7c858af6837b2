package io.fastervox.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.fastervox.engine.Damage;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Everything the engine said, as {@code docs/formats/transcript.schema.json} describes it. */
public final class JsonWriter implements TranscriptWriter {
    private static final int VERSION = 1;

    @Override
    public byte[] write(Transcript transcript) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
        return (json(Json.strict().writer(printer), transcript) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The same as a single line without its end, for streams that carry one object per recording. */
    public String line(Transcript transcript) {
        return json(Json.strict().writer(), transcript);
    }

    private static String json(ObjectWriter writer, Transcript transcript) {
        try {
            return writer.writeValueAsString(Content.of(transcript));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that cannot be written as JSON", e);
        }
    }

    private record Content(
            int version,
            String file,
            Optional<String> language,
            double languageProbability,
            double duration,
            double durationAfterVad,
            double decodeSeconds,
            Optional<Damage> damage,
            Optional<UsedModel> model,
            String text,
            List<Segment> segments) {
        static Content of(Transcript transcript) {
            TranscriptionResult result = transcript.result();
            return new Content(
                    VERSION,
                    transcript.file(),
                    result.language(),
                    result.languageProbability(),
                    result.duration(),
                    result.durationAfterVad(),
                    result.decodeSeconds(),
                    result.damage(),
                    transcript.model(),
                    transcript.text(),
                    result.segments());
        }
    }
}
