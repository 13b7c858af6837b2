package io.fastervox.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerErrorTest {
    private static final ModelSpec MODEL = new ModelSpec(Path.of("models/base"), "cuda", "float16", 0);
    private static final TranscriptionRequest REQUEST =
            TranscriptionRequest.of(Path.of("a.wav")).resumedAt(0, Optional.of("xx"));

    private static Event.Failed failed(String code) throws ProtocolViolation {
        return (Event.Failed) EventReader.read("""
                {"event": "error", "id": "3", "code": "%s", "message": "why",
                 "detail": {"supported": "int8", "known": "de en"}}""".formatted(code));
    }

    @Test
    void everyCodeOfTheSchemaIsKnown() throws IOException, ProtocolViolation {
        for (String code : ProtocolSchema.read().values("errorCode")) {
            assertEquals(
                    code.toUpperCase(java.util.Locale.ROOT), failed(code).code().name());
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            environment_damaged,      ENVIRONMENT_DAMAGED,      why,     why
            model_missing,            MODEL_MISSING,            base,    why
            model_invalid,            MODEL_DAMAGED,            base,    why
            device_unavailable,       DEVICE_UNAVAILABLE,       cuda,    why
            compute_type_unsupported, COMPUTE_TYPE_UNSUPPORTED, float16, int8
            out_of_memory,            OUT_OF_MEMORY,            base,    why
            audio_missing,            AUDIO_MISSING,            a.wav,   why
            audio_unreadable,         AUDIO_UNREADABLE,         a.wav,   why
            audio_empty,              AUDIO_EMPTY,              a.wav,   why
            audio_not_media,          AUDIO_NOT_MEDIA,          a.wav,   why
            audio_no_track,           AUDIO_NO_TRACK,           a.wav,   why
            audio_truncated,          AUDIO_TRUNCATED,          a.wav,   why
            unknown_language,         LANGUAGE_UNKNOWN,         xx,      de en
            cancelled,                CANCELLED,                a.wav,   why
            internal,                 INTERNAL,                 a.wav,   why
            """)
    void namesWhatFailedAndWhy(String code, ErrorCode expected, String subject, String reason)
            throws ProtocolViolation {
        EngineException e = WorkerError.of(failed(code), MODEL, REQUEST);
        assertEquals(
                Map.of(expected, List.of(subject, reason)),
                Map.of(e.code(), e.arguments().stream().map(Object::toString).toList()));
    }

    @Test
    void aFailedLoadNamesTheModel() throws ProtocolViolation {
        assertEquals(
                List.of("base", "why"),
                WorkerError.of(failed("internal"), MODEL).arguments());
    }
}
