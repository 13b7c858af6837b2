package io.fastervox.engine.worker;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.Damage;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.Segment;
import io.fastervox.engine.Word;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final Map<String, String> SAMPLES = new HashMap<>(Map.of(
            "helloResult", """
            {"event":"result","id":"1","protocol":1,"worker":"0.1.0","python":"3.12.1","packages":
             {"faster-whisper":"1.2.1","ctranslate2":"4.8.5","av":"18.1.0","numpy":"2.5.5","onnxruntime":"1.32.0"},
             "devices":[{"device":"cpu","index":0,"compute_types":["float32","int8"]}],"pid":42}""",
            "loadResult", """
            {"event":"result","id":"2","load_seconds":2.1,"device":"cpu","compute_type":"int8_float32",
             "multilingual":true,"languages":["en","zh"]}""",
            "transcribeFileResult", """
            {"event":"result","id":"3","duration":6.05,"duration_after_vad":6.0,"language":null,
             "language_probability":0.0,"segments":1,"decode_seconds":1.7}""",
            "cancelResult", """
            {"event":"result","id":"4","cancelled":true}""",
            "shutdownResult", """
            {"event":"result","id":"5"}""",
            "startedEvent", """
            {"event":"started","id":"3","duration":6.05,"language":"en","language_probability":1.0,
             "track":{"index":0,"codec":"pcm_s16le","channels":1,"sample_rate":16000},
             "damage":{"kind":"corrupt","missing_seconds":2.5,"unreadable_packets":3}}""",
            "segmentEvent", """
            {"event":"segment","id":"3","segment":{"id":0,"start":0.0,"end":6.0,"text":" 你好 🎙","avg_logprob":-0.2,
             "no_speech_prob":0.01,"compression_ratio":1.2,"temperature":0.0,
             "words":[{"start":0.0,"end":0.5,"word":" 你好","probability":0.9}]}}""",
            "progressEvent", """
            {"event":"progress","id":"3","seconds":6.0,"duration":6.05,
             "checkpoint":{"seek":100,"prompt":[1,2],"last_speech":3.5,"section":16000,"speech_before":0.5}}""",
            "heartbeatEvent", """
            {"event":"heartbeat","uptime_seconds":2.073,"busy":null,"rss_bytes":6194945024}""",
            "errorEvent", """
            {"event":"error","id":null,"code":"invalid_request","message":"not JSON","detail":{"known":"en"}}"""));

    static {
        SAMPLES.putAll(Map.of(
                "partialEvent", """
                {"event":"partial","id":"6","start":0.5,"end":2.0,"text":" Hello"}""",
                "redecodingEvent", """
                {"event":"redecoding","id":"6","reason":"too little text"}""",
                "streamOpenResult", """
                {"event":"result","id":"6","duration":6.0,"speech_seconds":4.5,"language":"en",
                 "language_probability":1.0,"segments":1,"decode_seconds":0.5,"tail_seconds":0.1,"reruns":1,
                 "withdrawn":2,"redecoded":null}""",
                "streamAudioResult", """
                {"event":"result","id":"7","waiting_seconds":1.5}""",
                "streamReleaseResult", """
                {"event":"result","id":"9","released":true}""",
                "streamCloseResult", """
                {"event":"result","id":"8","closed":true}"""));
    }

    private static Event read(String kind) throws ProtocolViolation {
        return EventReader.read(Objects.requireNonNull(SAMPLES.get(kind), kind));
    }

    private static <T> T answer(String kind, Class<T> type) throws ProtocolViolation {
        return EventReader.answer((Event.Result) read(kind), type);
    }

    @Test
    void theSamplesAreOneOfEachKindOfTheSchema() throws IOException {
        ProtocolSchema schema = ProtocolSchema.read();
        assertEquals(Set.copyOf(schema.kinds("event")), SAMPLES.keySet());
        assertAll(SAMPLES.entrySet().stream()
                .map(sample -> () -> assertEquals(List.of(), schema.errors(sample.getKey(), sample.getValue()))));
    }

    @Test
    void readsTheGreeting() throws ProtocolViolation {
        assertEquals(
                new Event.Greeting(
                        1,
                        "0.1.0",
                        "3.12.1",
                        Map.of(
                                "faster-whisper",
                                "1.2.1",
                                "ctranslate2",
                                "4.8.5",
                                "av",
                                "18.1.0",
                                "numpy",
                                "2.5.5",
                                "onnxruntime",
                                "1.32.0"),
                        List.of(new EngineInfo.Device("cpu", 0, List.of("float32", "int8"))),
                        42),
                answer("helloResult", Event.Greeting.class));
    }

    @Test
    void readsTheOtherAnswers() throws ProtocolViolation {
        assertEquals(
                new Event.Loaded(2.1, "cpu", "int8_float32", true, List.of("en", "zh")),
                answer("loadResult", Event.Loaded.class));
        assertEquals(
                new Event.Transcribed(6.05, 6.0, Optional.empty(), 0, 1, 1.7),
                answer("transcribeFileResult", Event.Transcribed.class));
        assertEquals(new Event.Cancelled(true), answer("cancelResult", Event.Cancelled.class));
    }

    @Test
    void readsTheEventsOfATranscription() throws ProtocolViolation {
        assertEquals(
                new Event.Started(
                        "3",
                        6.05,
                        Optional.of("en"),
                        1,
                        new Event.Track(0, "pcm_s16le", 1, 16000),
                        Optional.of(new Damage(Damage.Kind.CORRUPT, 2.5, 3))),
                read("startedEvent"));
        assertEquals(
                new Event.SegmentCommitted(
                        "3",
                        new Segment(
                                0,
                                0,
                                6,
                                " 你好 🎙",
                                -0.2,
                                0.01,
                                1.2,
                                0,
                                Optional.of(List.of(new Word(0, 0.5, " 你好", 0.9))))),
                read("segmentEvent"));
        assertEquals(
                new Event.Progressed("3", 6, 6.05, Optional.of(new Checkpoint(100, List.of(1, 2), 3.5, 16_000, 0.5))),
                read("progressEvent"));
    }

    @Test
    void readsTheEventsOfAStream() throws ProtocolViolation {
        assertEquals(new Event.Partial("6", 0.5, 2, " Hello"), read("partialEvent"));
        assertEquals(new Event.Redecoding("6", "too little text"), read("redecodingEvent"));
        assertEquals(
                new Event.Streamed(6, 4.5, Optional.of("en"), 1, 1, 0.5, 0.1, 1, 2, Optional.empty()),
                answer("streamOpenResult", Event.Streamed.class));
        assertEquals(new Event.AudioTaken(1.5), answer("streamAudioResult", Event.AudioTaken.class));
        assertEquals(new Event.Released(true), answer("streamReleaseResult", Event.Released.class));
        assertEquals(new Event.Closed(true), answer("streamCloseResult", Event.Closed.class));
    }

    @Test
    void readsHeartbeatsAndErrors() throws ProtocolViolation {
        assertEquals(new Event.Heartbeat(2.073, Optional.empty(), 6194945024L), read("heartbeatEvent"));
        assertEquals(
                new Event.Failed(
                        Optional.empty(), WorkerError.INVALID_REQUEST, "not JSON", Optional.of(Map.of("known", "en"))),
                read("errorEvent"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "[\"secret\"]",
                "{\"event\":\"progress\",\"id\":\"3\"",
                "{\"event\":\"progress\",\"id\":\"3\",\"seconds\":1.0,\"duration\":2.0} {}",
                "{\"event\":\"progress\",\"id\":\"3\",\"seconds\":1.0}",
                "{\"event\":\"progress\",\"seconds\":1.0,\"duration\":2.0}",
                "{\"event\":\"progress\",\"id\":null,\"seconds\":1.0,\"duration\":2.0}",
                "{\"event\":\"progress\",\"id\":\"3\",\"seconds\":\"secret\",\"duration\":2.0}",
                "{\"event\":\"progress\",\"id\":\"3\",\"seconds\":1.0,\"duration\":2.0,\"secret\":1}",
                "{\"event\":\"secret\",\"id\":\"3\"}",
                "{\"event\":\"result\"}",
                "{\"event\":\"error\",\"id\":\"3\",\"code\":\"secret\",\"message\":\"m\"}",
                "{\"id\":\"3\"}"
            })
    void refusesWhatIsNoEventWithoutQuotingIt(String line) {
        ProtocolViolation violation = assertThrows(ProtocolViolation.class, () -> EventReader.read(line));
        assertFalse(violation.reason().contains("secret"), violation.reason());
    }

    @Test
    void refusesAnAnswerOfAnotherKind() {
        assertThrows(ProtocolViolation.class, () -> answer("loadResult", Event.Greeting.class));
    }
}
