package io.fastervox.engine.worker;

import static io.fastervox.engine.worker.Asking.assertEnds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Segment;
import io.fastervox.engine.SpeechStream;
import io.fastervox.engine.StreamResult;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Streams with workers that behave well and badly. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake workers are sh scripts")
class WorkerStreamTest {
    private static final ModelSpec MODEL = new ModelSpec(Path.of("/models/base"), "cpu", "int8", 0);
    private static final WorkerLimits PATIENT = new WorkerLimits(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMinutes(1),
            Duration.ofMillis(500));
    private static final byte[] CHUNK = new byte[1024];

    @TempDir
    Path folder;

    private final StreamOf heard = new StreamOf();
    private Optional<WorkerEngine> opened = Optional.empty();

    private SpeechStream stream(String script) throws Exception {
        WorkerEngine engine =
                new WorkerEngine(FakeWorker.in(folder, "hello; load\n" + script).command(), PATIENT);
        opened = Optional.of(engine);
        return engine.stream(MODEL, StreamOf.ENGLISH, heard).orElseThrow();
    }

    private List<String> requests(String op) throws IOException {
        return new FakeWorker(folder)
                .requests().stream().filter(line -> line.contains(op)).toList();
    }

    @AfterEach
    void noWorkerIsLeft() throws Exception {
        WorkerEngine engine = opened.orElseThrow();
        engine.close();
        assertEnds(engine.process().orElseThrow());
    }

    @Test
    void whatIsSaidComesWhileItIsSaidAndAtTheEnd() throws Exception {
        SpeechStream stream = stream("""
                take; opened
                take; partial one; taken
                take; spoken 0 one; taken
                take; spoken 1 two; streamed 2
                take; result
                """);
        stream.audio(CHUNK, 1024);
        stream.audio(CHUNK, 512);
        StreamResult result = stream.finish();
        stream.close();

        assertEquals(
                List.of(" one", " two"),
                result.segments().stream().map(Segment::text).toList());
        assertEquals(List.of("?one", "one", "two"), heard.events);
        assertTrue(requests("stream_audio").get(1).contains("\"position\":512"), requests("stream_audio")::toString);
        assertEquals(List.of(), requests("cancel"));
    }

    @Test
    void whenAllIsDecodedAnewTheSegmentsBeforeAreVoid() throws Exception {
        SpeechStream stream =
                stream("take; opened; spoken 0 one; take; redecoding; spoken 0 other; streamed 1; take; result");

        StreamResult result = stream.finish();

        assertEquals(
                List.of(" other"), result.segments().stream().map(Segment::text).toList());
        assertEquals(List.of("one", "void: test", "other"), heard.events);
    }

    @Test
    void aWorkerThatLagsBehindStopsTheSenderUntilItAnswers() throws Exception {
        SpeechStream stream = stream("""
                take; opened
                n=0; while [ $n -lt %d ]; do take; eval id$n=$id; n=$((n+1)); done
                n=0; while [ $n -lt %d ]; do eval id=\\$id$n; taken; n=$((n+1)); done
                take; streamed 0; take; result
                """.formatted(WorkerStream.MOST_UNANSWERED, WorkerStream.MOST_UNANSWERED));
        for (int i = 0; i < WorkerStream.MOST_UNANSWERED; i++) {
            stream.audio(CHUNK, 1024);
        }

        assertEquals(List.of(), stream.finish().segments());
    }

    @Test
    void aStreamThatIsClosedEarlyIsCancelled() throws Exception {
        SpeechStream stream = stream("""
                take; opened; take; taken; take
                cancel=$id; id=$stream; error cancelled x; id=$cancel; result ',"cancelled":true'; take; result
                """);
        stream.audio(CHUNK, 1024);
        assertFalse(opened.orElseThrow().rest(), "a worker with a stream does not rest");

        stream.close();

        assertTrue(opened.orElseThrow().rest());
        assertEquals(1, requests("\"cancel\"").size());
    }

    /** In the middle of a computation it answers no cancel; its late answers belong to nobody. */
    @Test
    void aWorkerThatIsBusyWhenAStreamIsClosedServesTheNextOne() throws Exception {
        SpeechStream stream = stream("""
                take; opened; take; taken; first=$stream
                take; cancel=$id; take; opened
                next=$stream; stream=$first; partial late; id=$first; error cancelled x
                id=$cancel; result ',"cancelled":true'; stream=$next
                take; spoken 0 two; streamed 1; take; result
                """);
        stream.audio(CHUNK, 1024);

        stream.close();
        SpeechStream next =
                opened.orElseThrow().stream(MODEL, StreamOf.ENGLISH, heard).orElseThrow();

        assertEquals(
                List.of(" two"),
                next.finish().segments().stream().map(Segment::text).toList());
        assertEquals(List.of("two"), heard.events);
        assertEquals(1, new FakeWorker(folder).runs());
    }

    @Test
    void aWorkerThatDiesEndsTheStreamAndTheNextOneHasANewWorker() throws Exception {
        SpeechStream stream = stream("""
                take; opened; take
                [ $run = 1 ] && exit 1
                streamed 0; take; result
                """);
        EngineException failure = assertThrows(EngineException.class, stream::finish);
        assertEquals(ErrorCode.WORKER_CRASHED, failure.code());
        stream.close();

        SpeechStream next =
                opened.orElseThrow().stream(MODEL, StreamOf.ENGLISH, heard).orElseThrow();
        assertEquals(List.of(), next.finish().segments());
    }

    @Test
    void aStreamIsOpenedWhileAFileIsTranscribed() throws Exception {
        SpeechStream first = stream("""
                take; opened; take; streamed 0
                take; file=$id; started; segment 0 0 1 one
                take; opened; take; streamed 0
                id=$file; finished 1; take; result
                """);
        first.finish();
        Heard file = new Heard();
        Asking<?> transcription =
                new Asking<>(() -> opened.orElseThrow().transcribe(TranscriptionRequest.of(Path.of("/a.wav")), file));
        file.firstSegment.await();

        SpeechStream second =
                opened.orElseThrow().stream(MODEL, StreamOf.ENGLISH, heard).orElseThrow();
        assertEquals(List.of(), second.finish().segments());
        transcription.result();
    }

    @Test
    void aLanguageThatTheModelDoesNotKnowIsToldByItsName() throws Exception {
        SpeechStream stream = stream("take; opened; error unknown_language x; take; take; result");

        EngineException failure = assertThrows(EngineException.class, stream::finish);

        assertEquals(List.of("en", ""), failure.arguments());
        assertEquals(ErrorCode.LANGUAGE_UNKNOWN, failure.code());
        stream.close();
    }
}
