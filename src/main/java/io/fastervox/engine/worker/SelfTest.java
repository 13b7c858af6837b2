package io.fastervox.engine.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.fastervox.engine.EngineException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shipped recording that every engine has to understand.
 *
 * @param recording a few seconds of clear speech
 * @param transcript what is said in it
 * @param language of the speech
 */
public record SelfTest(Path recording, String transcript, String language) {
    /**
     * Reads {@code selftest.json} and finds the recording beside it.
     *
     * @throws EngineException with {@code PROGRAM_FILE_MISSING} if one of them is missing or unreadable
     */
    public static SelfTest in(Path folder) throws EngineException {
        Path description = folder.resolve("selftest.json");
        try {
            JsonNode values = Json.lenient().readTree(Files.readAllBytes(description));
            Path recording = folder.resolve(values.required("file").asText());
            if (!Files.isReadable(recording)) {
                throw missing(recording, null);
            }
            return new SelfTest(
                    recording,
                    values.required("transcript").asText(),
                    values.required("language").asText());
        } catch (IOException | IllegalArgumentException e) {
            throw missing(description, e);
        }
    }

    private static EngineException missing(Path file, @Nullable Exception cause) {
        return new EngineException(
                ErrorCode.PROGRAM_FILE_MISSING, "a file of the program is missing: " + file, cause, List.of(file));
    }
}
