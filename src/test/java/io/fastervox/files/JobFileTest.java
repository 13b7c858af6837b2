package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fastervox.engine.TranscriptionRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JobFileTest {
    private static final TranscriptionRequest REQUEST =
            TranscriptionRequest.of(Path.of("talk.wav").toAbsolutePath());

    @Test
    void aRequestThatAnOlderVersionWroteDownIsReadWithoutTheFlagsOfToday() throws IOException {
        ObjectMapper json = JobFile.json();
        ObjectNode written = json.valueToTree(REQUEST);
        written.remove("dictation");

        assertEquals(REQUEST, json.treeToValue(written, TranscriptionRequest.class));
    }
}
