package io.fastervox.engine.worker;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Resume;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.support.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestTest {
    /** Windows has no names with quotes and line breaks. */
    private static final Path FILE =
            Path.of(File.separatorChar == '\\' ? "C:\\data\\会议 🎙.wav" : "/data/会议 🎙 \"a\nb\".wav");

    private static Map<String, Request> oneOfEachKind() {
        Map<String, Request> requests = new LinkedHashMap<>();
        requests.put("helloRequest", new Request.Hello("1", Request.PROTOCOL, "faster-vox"));
        requests.put("loadRequest", Request.Load.of("2", new ModelSpec(Path.of("models/base"), "cpu", "int8", 2)));
        requests.put("transcribeFileRequest", full());
        requests.put("streamOpenRequest", Request.StreamOpen.of("6", StreamOf.ENGLISH));
        requests.put("streamAudioRequest", Request.StreamAudio.of("7", "6", 512, new byte[] {0, 1, 2, 3, 9}, 4));
        requests.put("streamReleaseRequest", new Request.StreamRelease("9", "6"));
        requests.put("streamCloseRequest", new Request.StreamClose("8", "6"));
        requests.put("cancelRequest", new Request.Cancel("4", "3"));
        requests.put("shutdownRequest", new Request.Shutdown("5"));
        return requests;
    }

    private static Request.TranscribeFile full() {
        return Request.TranscribeFile.of(
                "3",
                new TranscriptionRequest(
                        FILE,
                        Optional.of("zh"),
                        Task.TRANSLATE,
                        1,
                        true,
                        false,
                        Optional.of("prompt"),
                        Optional.of("words"),
                        OptionalInt.of(1),
                        2.5,
                        true,
                        true,
                        Optional.of(new Resume(
                                new Checkpoint(4200, List.of(7, 50_000), 41.5, 32_000, 1.5),
                                Optional.of("zh"),
                                1,
                                List.of(),
                                0))));
    }

    private static String json(Request request) throws IOException {
        return Json.strict().writeValueAsString(request);
    }

    @Test
    void everyKindOfRequestFollowsTheSchema() throws IOException {
        ProtocolSchema schema = ProtocolSchema.read();
        Map<String, Request> requests = oneOfEachKind();
        assertEquals(Set.copyOf(schema.kinds("request")), requests.keySet());
        assertAll(requests.entrySet().stream()
                .map(kind -> () -> assertEquals(List.of(), schema.errors(kind.getKey(), json(kind.getValue())))));
    }

    @Test
    void theSchemaIsReallyAsked() throws IOException {
        assertFalse(ProtocolSchema.read()
                .errors("helloRequest", json(new Request.Shutdown("1")))
                .isEmpty());
    }

    @Test
    void aRequestWithTheDefaultsFollowsTheSchema() throws IOException {
        String line = json(Request.TranscribeFile.of("3", TranscriptionRequest.of(FILE)));
        assertEquals(List.of(), ProtocolSchema.read().errors("transcribeFileRequest", line));
    }

    @Test
    void everyFieldOfATranscriptionIsSent() throws IOException {
        assertEquals(
                Json.strict().readTree("""
                        {"id": "3", "op": "transcribe_file", "path": %s, "language": "zh",
                         "task": "translate", "beam_size": 1, "word_timestamps": true, "vad_filter": false,
                         "initial_prompt": "prompt", "hotwords": "words", "audio_track": 1, "start_seconds": 2.5, "batched": true,
                         "dictation": true,
                         "resume": {"seek": 4200, "prompt": [7, 50000], "last_speech": 41.5, "section": 32000, "speech_before": 1.5}}""".formatted(Json.strict().writeValueAsString(FILE.toString()))),
                Json.strict().readTree(json(full())));
    }

    @Test
    void audioIsSentInBase64AsFarAsItGoes() throws IOException {
        assertEquals(
                Json.strict().readTree("""
                        {"id": "7", "op": "stream_audio", "stream": "6", "position": 512, "pcm": "AAECAw=="}"""),
                Json.strict().readTree(json(Request.StreamAudio.of("7", "6", 512, new byte[] {0, 1, 2, 3, 9}, 4))));
    }

    @Test
    void aRequestIsOneLineWhateverIsInIt() throws IOException {
        assertFalse(json(full()).contains("\n"));
    }
}
