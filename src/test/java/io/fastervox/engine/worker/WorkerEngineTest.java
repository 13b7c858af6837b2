package io.fastervox.engine.worker;

import static io.fastervox.engine.worker.Asking.assertEnds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.Damage;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Resume;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine against workers that behave in every bad way. */
@Order(1)
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake workers are sh scripts")
class WorkerEngineTest {
    private static final ModelSpec MODEL = new ModelSpec(Path.of("/models/base"), "cpu", "int8", 0);
    private static final TranscriptionRequest REQUEST = TranscriptionRequest.of(Path.of("/a.wav"));
    /** Nothing but the behaviour of the worker decides. */
    private static final WorkerLimits PATIENT = limits(60, 60, 60, Duration.ofMinutes(1));

    private static final WorkerLimits SHORT = limits(1, 2, 1, Duration.ofMillis(300));

    private final Path folder;

    private final Heard heard = new Heard();
    private Optional<WorkerEngine> opened = Optional.empty();

    WorkerEngineTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static WorkerLimits limits(int start, int load, int silence, Duration cancel) {
        return new WorkerLimits(
                Duration.ofSeconds(start),
                Duration.ofSeconds(load),
                Duration.ofSeconds(silence),
                cancel,
                Duration.ofMillis(500));
    }

    private WorkerEngine engine(FakeWorker worker) {
        return engine(worker, PATIENT);
    }

    private WorkerEngine engine(FakeWorker worker, WorkerLimits limits) {
        WorkerEngine engine = new WorkerEngine(worker.command(), limits);
        opened = Optional.of(engine);
        return engine;
    }

    private FakeWorker worker(String script) throws IOException {
        return FakeWorker.in(folder, script);
    }

    private WorkerEngine loaded(FakeWorker worker) throws Exception {
        return loaded(worker, PATIENT);
    }

    private WorkerEngine loaded(FakeWorker worker, WorkerLimits limits) throws Exception {
        WorkerEngine engine = engine(worker, limits);
        engine.load(MODEL);
        return engine;
    }

    private EngineException failure(WorkerEngine engine) {
        return assertThrows(EngineException.class, () -> engine.transcribe(REQUEST, heard));
    }

    private static ProcessHandle process(WorkerEngine engine) {
        return engine.process().orElseThrow();
    }

    @AfterEach
    void noWorkerIsLeft() throws Exception {
        if (opened.isPresent()) {
            opened.get().close();
            Optional<ProcessHandle> last = opened.get().process();
            if (last.isPresent()) {
                assertEnds(last.get());
            }
        }
    }

    @Nested
    class AGoodWorker {
        @Test
        void tellsWhatItIs() throws Exception {
            assertEquals(
                    new EngineInfo("0.1.0", "3.12.1", Map.of(), List.of()),
                    engine(worker(FakeWorker.GOOD)).info());
        }

        @Test
        void transcribesAndTellsTheListenerInOrder() throws Exception {
            TranscriptionResult result = loaded(worker(FakeWorker.GOOD)).transcribe(REQUEST, heard);
            assertEquals(
                    new TranscriptionResult(
                            4,
                            3,
                            Optional.of("en"),
                            0.9,
                            1,
                            List.of(
                                    new Segment(0, 0, 1, " one", 0, 0, 1, 0, Optional.empty()),
                                    new Segment(1, 1, 2, " two", 0, 0, 1, 0, Optional.empty())),
                            Optional.of(new Damage(Damage.Kind.TRUNCATED, 2.5, 0))),
                    result);
            assertEquals(List.of("started:en", "0:one", "progress:1.0", "1:two", "progress:2.0"), heard.events);
        }

        @Test
        void isStartedOnceForAllThatItIsAsked() throws Exception {
            FakeWorker worker = worker(FakeWorker.GOOD);
            WorkerEngine engine = engine(worker);
            engine.info();
            engine.load(MODEL);
            engine.load(MODEL);
            engine.transcribe(REQUEST, heard);
            engine.transcribe(REQUEST, heard);
            assertEquals(1, worker.runs());
            assertEquals(4, worker.requests().size());
        }

        @Test
        void isReplacedForAnotherModel() throws Exception {
            FakeWorker worker = worker(FakeWorker.GOOD);
            WorkerEngine engine = loaded(worker);
            ProcessHandle first = process(engine);
            engine.load(new ModelSpec(Path.of("/models/tiny"), "cpu", "int8", 0));
            assertNotEquals(first, process(engine));
            assertEnds(first);
            assertEquals(2, worker.runs());
        }

        @Test
        void isSentTheModelWithoutWaitingForItsGreeting() throws Exception {
            WorkerEngine engine = engine(worker("""
                    take; hello=$id; take; load=$id
                    id=$hello; greet 1; id=$load; loaded
                    while take; do :; done
                    """));
            engine.load(MODEL);
            assertTrue(process(engine).isAlive());
        }

        @Test
        void mayPrintBeforeItTakesStdoutForItself() throws Exception {
            FakeWorker worker = worker("say 'a warning'; say '{}'\n" + FakeWorker.GOOD);
            loaded(worker).transcribe(REQUEST, heard);
            assertEquals("a warning\n{}\n", Files.readString(worker.command().logFile()));
        }

        @Test
        void mayFloodItsLog() throws Exception {
            FakeWorker worker = worker("yes 0123456789012345678901234567890 | head -c 5000000 >&2\n" + FakeWorker.GOOD);
            loaded(worker).transcribe(REQUEST, heard);
            Path log = worker.command().logFile();
            assertTrue(Files.size(log) <= WorkerLog.FILE_BYTES);
            assertTrue(Files.size(log.resolveSibling("worker.log.1")) <= WorkerLog.FILE_BYTES);
        }

        @Test
        void isAskedOnlyAfterALoad() throws Exception {
            WorkerEngine engine = engine(worker(FakeWorker.GOOD));
            assertThrows(IllegalStateException.class, () -> engine.transcribe(REQUEST, heard));
        }
    }

    @Nested
    class AWorkerThatDoesNotStart {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                echo 'no module named x' >&2; exit 3 | WORKER_START_FAILED | exit code 3                   | no module named x
                kill -9 $$                           | WORKER_START_FAILED | signal 9                      | ''
                echo waiting >&2; sleep 600          | WORKER_START_FAILED | no greeting within 1 s        | waiting
                take; greet 2; take                  | WORKER_PROTOCOL     | it speaks protocol 2, not 1   | ''
                take; error protocol_mismatch other  | WORKER_PROTOCOL     | other                         | ''
                take; result; take                   | WORKER_PROTOCOL     | unexpected fields in Greeting | ''
                """)
        void isReportedWithItsEndAndItsLastWords(String script, ErrorCode code, String reason, String tail)
                throws Exception {
            WorkerEngine engine = engine(worker(script), SHORT);
            EngineException e = assertThrows(EngineException.class, () -> engine.load(MODEL));
            assertEquals(Map.of(code, List.of(reason, tail)), Map.of(e.code(), e.arguments()));
            assertEnds(process(engine));
        }

        @Test
        @Reaches(ErrorCode.WORKER_START_FAILED)
        void isEndedWhenItClosesItsOutput() throws Exception {
            WorkerEngine engine = engine(worker("exec 1>&-; sleep 600"));
            EngineException e = assertThrows(EngineException.class, engine::info);
            assertEquals(
                    Map.of(ErrorCode.WORKER_START_FAILED, List.of("it closed its output", "")),
                    Map.of(e.code(), e.arguments()));
            assertEnds(process(engine));
        }

        @Test
        void isReportedWhenItDoesNotExist() {
            WorkerEngine engine = engine(new FakeWorker(folder));
            EngineException e = assertThrows(EngineException.class, engine::info);
            assertEquals(ErrorCode.WORKER_START_FAILED, e.code());
            assertTrue(
                    e.arguments()
                            .get(0)
                            .toString()
                            .contains(folder.resolve("python").toString()),
                    e.toString());
        }

        @Test
        void isStartedAgainByTheNextCall() throws Exception {
            FakeWorker worker = worker("[ $run = 1 ] && exit 1\n" + FakeWorker.GOOD);
            WorkerEngine engine = engine(worker);
            assertThrows(EngineException.class, () -> engine.load(MODEL));
            engine.load(MODEL);
            assertEquals(2, worker.runs());
        }

        @Test
        void canBeInterruptedWhileItStarts() throws Exception {
            FakeWorker worker = worker("mkfifo gate; echo > gate; sleep 600");
            WorkerEngine engine = engine(worker);
            Asking<EngineInfo> asking = new Asking<>(engine::info);
            awaitFifo("gate");
            asking.interrupt();
            assertInstanceOf(InterruptedException.class, asking.failure());
            assertEnds(process(engine));
        }
    }

    @Nested
    class AWorkerThatDoesNotLoad {
        @Test
        @Reaches(ErrorCode.ENVIRONMENT_DAMAGED)
        void tellsOfADamagedEnvironmentInsteadOfAGreeting() throws Exception {
            WorkerEngine engine = engine(worker("take; error environment_damaged 'no ctranslate2'; exit 1"));
            EngineException e = assertThrows(EngineException.class, () -> engine.load(MODEL));
            assertEquals(
                    Map.of(ErrorCode.ENVIRONMENT_DAMAGED, List.of("no ctranslate2", "")),
                    Map.of(e.code(), e.arguments()));
            assertEnds(process(engine));
        }

        @Test
        void isEndedAndSaysWhy() throws Exception {
            WorkerEngine engine = engine(worker("hello; take; error model_missing 'no model.bin'; take"));
            EngineException e = assertThrows(EngineException.class, () -> engine.load(MODEL));
            assertEquals(
                    Map.of(ErrorCode.MODEL_MISSING, List.of("base", "no model.bin")), Map.of(e.code(), e.arguments()));
            assertEnds(process(engine));
        }

        @Test
        @Reaches(ErrorCode.WORKER_CRASHED)
        void isEndedWhenItDiesOfTheModel() throws Exception {
            FakeWorker worker = worker("hello; take; kill -11 $$");
            WorkerEngine engine = engine(worker);
            EngineException e = assertThrows(EngineException.class, () -> engine.load(MODEL));
            assertEquals(Map.of(ErrorCode.WORKER_CRASHED, List.of("signal 11", "")), Map.of(e.code(), e.arguments()));
            assertEquals(1, worker.runs());
        }

        @Test
        @Reaches(ErrorCode.WORKER_UNRESPONSIVE)
        void isEndedWhenItTakesForEverThoughItLives() throws Exception {
            WorkerEngine engine = engine(worker("hello; heartbeats"), SHORT);
            EngineException e = assertThrows(EngineException.class, () -> engine.load(MODEL));
            assertEquals(
                    Map.of(ErrorCode.WORKER_UNRESPONSIVE, List.of("the model was not loaded within 2 s", "")),
                    Map.of(e.code(), e.arguments()));
            assertEnds(process(engine));
        }

        @Test
        void isWaitedForAsLongAsItsHeartbeatsCome() throws Exception {
            WorkerEngine engine =
                    engine(worker("hello; take; heartbeats & sleep 1.5; kill $!; loaded; heartbeats"), SHORT);
            engine.load(MODEL);
            assertTrue(process(engine).isAlive());
        }
    }

    @Nested
    class AWorkerThatFailsAtWork {
        @Test
        void staysWhenItOnlyRefusesTheFile() throws Exception {
            FakeWorker worker = worker("hello; load; take; error audio_empty '0 bytes'; while take; do :; done");
            WorkerEngine engine = loaded(worker);
            EngineException e = failure(engine);
            assertEquals(
                    Map.of(ErrorCode.AUDIO_EMPTY, List.of(REQUEST.recording(), "0 bytes")),
                    Map.of(e.code(), e.arguments()));
            assertTrue(process(engine).isAlive());
        }

        @Test
        void isReplacedOnceAndNothingComesTwice() throws Exception {
            FakeWorker worker = worker("""
                    hello; load; take
                    started
                    if [ $run = 1 ]; then segment 0 0 1.5 one; kill -9 $$; fi
                    segment 0 1.5 3 two; finished 1
                    while take; do :; done
                    """);
            TranscriptionResult result = loaded(worker).transcribe(REQUEST, heard);
            assertEquals(
                    List.of("started:en", "0:one", "progress:1.5", "ENGINE_RESTARTED", "1:two", "progress:3.0"),
                    heard.events);
            assertEquals(
                    List.of(" one", " two"),
                    result.segments().stream().map(Segment::text).toList());
            assertEquals(2, worker.runs());
            String resumed = worker.requests().get(5);
            assertTrue(resumed.contains("\"start_seconds\":1.5") && resumed.contains("\"language\":\"en\""), resumed);
        }

        @Test
        void isReplacedAtItsLastCheckpointAndWhatIsFoundAgainIsLeftOut() throws Exception {
            FakeWorker worker = worker("""
                    hello; load; take
                    started
                    if [ $run = 1 ]; then reached 0 0; segment 0 0 1 one; reached 1 100; segment 1 1 2 two; segment 2 2 2.5 three; kill -9 $$; fi
                    reached 0 100; segment 0 1 2 two; segment 1 2 2.5 three; segment 2 2.5 3 four; reached 3 300; segment 3 3 4 five; finished 4
                    while take; do :; done
                    """);
            TranscriptionResult result = loaded(worker).transcribe(REQUEST, heard);
            assertEquals(
                    List.of(
                            "started:en",
                            "progress:0.0",
                            "0:one",
                            "progress:1.0",
                            "progress:1.0",
                            "1:two",
                            "progress:2.0",
                            "2:three",
                            "progress:2.5",
                            "ENGINE_RESTARTED",
                            "progress:2.5",
                            "progress:2.5",
                            "progress:2.5",
                            "3:four",
                            "progress:3.0",
                            "progress:3.0",
                            "4:five",
                            "progress:4.0"),
                    heard.events);
            assertEquals(
                    List.of(" one", " two", " three", " four", " five"),
                    result.segments().stream().map(Segment::text).toList());
            String resumed = worker.requests().get(5);
            assertTrue(
                    resumed.contains(
                                    "\"resume\":{\"seek\":100,\"prompt\":[5],\"last_speech\":0.0,\"section\":0,\"speech_before\":0.0}")
                            && resumed.contains("\"language\":\"en\""),
                    resumed);
        }

        @Test
        void goesOnWithWhatAnotherRunOfTheProgramLeft() throws Exception {
            FakeWorker worker = worker("""
                    hello; load; take
                    started
                    reached 1 100; segment 0 1 2 two; segment 1 2 3 three; finished 2
                    while take; do :; done
                    """);
            Segment one = new Segment(0, 0, 1, " one", 0, 0, 1, 0, Optional.empty());
            Segment two = new Segment(1, 1, 2, " two", 0, 0, 1, 0, Optional.empty());
            Resume left =
                    new Resume(new Checkpoint(100, List.of(5), 0, 0, 0), Optional.of("de"), 0.7, List.of(one, two), 1);
            TranscriptionResult result = loaded(worker).transcribe(REQUEST.resumed(left), heard);
            assertEquals(
                    List.of("started:de", "progress:1.0", "progress:2.0", "2:three", "progress:3.0"), heard.events);
            assertEquals(
                    List.of(List.of(" one", " two", " three"), Optional.of("de"), 0.7),
                    List.of(
                            result.segments().stream().map(Segment::text).toList(),
                            result.language(),
                            result.languageProbability()));
        }

        @Test
        void goesOnInTheSectionThatWasReachedLast() throws Exception {
            FakeWorker worker = worker("""
                    hello; load; take
                    if [ $run = 1 ]; then started; reached 0 100; segment 0 0 1 one; reached 1 100 16000; kill -9 $$; fi
                    started; reached 1 100 16000; segment 0 1 2 two; finished 1
                    while take; do :; done
                    """);
            TranscriptionResult result = loaded(worker).transcribe(REQUEST, heard);

            assertEquals(
                    List.of(" one", " two"),
                    result.segments().stream().map(Segment::text).toList());
            String resumed = worker.requests().get(5);
            assertTrue(resumed.contains("\"section\":16000"), resumed);
        }

        @Test
        void canBeInterruptedRightAfterItWasReplaced() throws Exception {
            FakeWorker worker = worker("""
                    hello; load; take
                    if [ $run = 1 ]; then started; segment 0 0 1.5 one; kill -9 $$; fi
                    while take; do :; done
                    """);
            WorkerEngine engine = loaded(worker);
            TranscriptionListener impatient = new TranscriptionListener() {
                @Override
                public void notice(Notice notice) {
                    Thread.currentThread().interrupt();
                }
            };
            assertThrows(InterruptedException.class, () -> engine.transcribe(REQUEST, impatient));
            assertFalse(Thread.currentThread().isInterrupted());
            assertEnds(process(engine));
        }

        @Test
        void isReportedWhenItDiesAgain() throws Exception {
            FakeWorker worker = worker("hello; load; take; started; echo 'CUDA error' >&2; exit 7");
            EngineException e = failure(loaded(worker));
            assertEquals(
                    Map.of(ErrorCode.WORKER_CRASHED, List.of("exit code 7", "CUDA error")),
                    Map.of(e.code(), e.arguments()));
            assertEquals(List.of("started:en", "ENGINE_RESTARTED"), heard.events);
            assertEquals(2, worker.runs());
        }

        @Test
        void isReplacedWhenItWasKilledIdle() throws Exception {
            FakeWorker worker = worker(FakeWorker.GOOD);
            WorkerEngine engine = loaded(worker);
            process(engine).destroyForcibly();
            assertEnds(process(engine));
            assertEquals(2, engine.transcribe(REQUEST, heard).segments().size());
            assertEquals(2, worker.runs());
        }

        @Test
        void restsWhenAskedToAndTheNextTranscriptionLosesNothing() throws Exception {
            FakeWorker worker = worker(FakeWorker.GOOD);
            WorkerEngine engine = loaded(worker);
            ProcessHandle first = process(engine);

            assertEquals(true, engine.rest());
            assertEnds(first);

            assertEquals(2, engine.transcribe(REQUEST, heard).segments().size());
            assertEquals(2, worker.runs());
        }

        @Test
        void isEndedWhenItFallsSilent() throws Exception {
            FakeWorker worker = worker("hello; load; take; started; sleep 600");
            EngineException e = failure(loaded(worker, SHORT));
            assertEquals(
                    Map.of(ErrorCode.WORKER_UNRESPONSIVE, List.of("no sign of life for 1 s", "")),
                    Map.of(e.code(), e.arguments()));
            assertEquals(2, worker.runs());
        }

        @Test
        void isEndedWhenItFallsSilentWithNothingToDo() throws Exception {
            WorkerEngine engine = loaded(worker("hello; load; take; sleep 600"), SHORT);
            assertEnds(process(engine));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                say 'secret'                                 | a line that is not JSON
                head -c 1100000 /dev/zero                    | a line of more than 1048576 bytes
                error invalid_request 'unknown field'        | unknown field
                error model_not_loaded 'no model'            | no model
                id=null; say '{"event":"error","id":null,"code":"invalid_request","message":"m"}' | it could not read a request
                started; segment 0 0 1 one; finished 2       | events of a transcription are missing
                finished 0                                   | events of a transcription are missing
                loaded                                       | unexpected fields in Transcribed
                """)
        @Reaches(ErrorCode.WORKER_PROTOCOL)
        void isEndedWhenItDoesNotKeepToTheProtocol(String script, String reason) throws Exception {
            FakeWorker worker = worker("hello; load; take; " + script + "; sleep 600");
            WorkerEngine engine = loaded(worker);
            EngineException e = failure(engine);
            assertEquals(Map.of(ErrorCode.WORKER_PROTOCOL, List.of(reason, "")), Map.of(e.code(), e.arguments()));
            assertEnds(process(engine));
            assertEquals(1, worker.runs());
        }

        @Test
        void takesWhatItHasStartedWithIt() throws Exception {
            FakeWorker worker = worker("sleep 600 & echo $! > child; hello; load; take; say garbage; wait");
            WorkerEngine engine = loaded(worker);
            ProcessHandle child = worker.process("child");
            failure(engine);
            assertEnds(child);
        }
    }

    @Nested
    class ACancelledTranscription {
        @Test
        void leavesAWorkerThatAnswersWarm() throws Exception {
            FakeWorker worker = worker("""
                    hello; load
                    take; job=$id; started; segment 0 0 1 one
                    take; cancel=$id; id=$job; error cancelled cancelled; id=$cancel; result ',"cancelled":true'
                    take; started; segment 0 0 1 again; finished 1
                    while take; do :; done
                    """);
            WorkerEngine engine = loaded(worker);
            Asking<TranscriptionResult> asking = new Asking<>(() -> engine.transcribe(REQUEST, heard));
            heard.firstSegment.await();
            asking.interrupt();
            assertInstanceOf(InterruptedException.class, asking.failure());
            assertEquals(1, engine.transcribe(REQUEST, heard).segments().size());
            assertEquals(1, worker.runs());
        }

        @Test
        void waitsThreeTenthsOfASecondForACancelAndNoLonger() {
            assertEquals(Duration.ofMillis(300), WorkerLimits.NORMAL.cancel());
        }

        @Test
        void endsAWorkerThatDoesNotAnswer() throws Exception {
            FakeWorker worker = worker("""
                    if [ $run = 2 ]; then hello; load; take; started; finished 0; while take; do :; done; fi
                    hello; load; take; started; segment 0 0 1 one; heartbeats
                    """);
            WorkerEngine engine = loaded(worker, limits(60, 60, 60, Duration.ofMillis(300)));
            ProcessHandle first = process(engine);
            Asking<TranscriptionResult> asking = new Asking<>(() -> engine.transcribe(REQUEST, heard));
            heard.firstSegment.await();
            long asked = System.nanoTime();
            asking.interrupt();
            assertInstanceOf(InterruptedException.class, asking.failure());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
            assertTrue(millis < 2000, millis + " ms");
            assertEnds(first);
            assertEquals(0, engine.transcribe(REQUEST, heard).segments().size());
        }

        @Test
        void endsTheWorkerAtOnceWhenInterruptedTwice() throws Exception {
            FakeWorker worker =
                    worker("hello; load; take; started; segment 0 0 1 one; take; echo > cancelled; heartbeats");
            WorkerEngine engine = loaded(worker);
            Asking<TranscriptionResult> asking = new Asking<>(() -> engine.transcribe(REQUEST, heard));
            heard.firstSegment.await();
            asking.interrupt();
            awaitFile("cancelled");
            asking.interrupt();
            assertInstanceOf(InterruptedException.class, asking.failure());
            assertEnds(process(engine));
        }

        @Test
        void followsFromAListenerThatFails() throws Exception {
            FakeWorker worker = worker("""
                    hello; load
                    take; job=$id; started; segment 0 0 1 one
                    take; cancel=$id; id=$job; error cancelled cancelled; id=$cancel; result ',"cancelled":true'
                    while take; do :; done
                    """);
            WorkerEngine engine = loaded(worker);
            TranscriptionListener full = new TranscriptionListener() {
                @Override
                public void segment(Segment segment) {
                    throw new IllegalStateException("disk full");
                }
            };
            assertEquals(
                    "disk full",
                    assertThrows(IllegalStateException.class, () -> engine.transcribe(REQUEST, full))
                            .getMessage());
            assertTrue(worker.requests().get(3).contains("\"op\":\"cancel\""));
            assertTrue(process(engine).isAlive());
        }
    }

    @Nested
    class AClosedEngine {
        @Test
        void asksItsWorkerToEnd() throws Exception {
            FakeWorker worker = worker(FakeWorker.GOOD);
            WorkerEngine engine = loaded(worker, WorkerLimits.NORMAL);
            engine.close();
            assertFalse(process(engine).isAlive());
            assertTrue(worker.requests().get(2).contains("\"op\":\"shutdown\""));
        }

        @Test
        void killsAWorkerThatGoesOnWithoutItsStdin() throws Exception {
            WorkerEngine engine = loaded(worker("trap '' TERM INT; hello; load; heartbeats"), SHORT);
            engine.close();
            assertFalse(process(engine).isAlive());
        }

        @Test
        @Reaches(ErrorCode.CANCELLED)
        void endsTheCallThatWaits() throws Exception {
            WorkerEngine engine = loaded(worker("hello; load; take; started; segment 0 0 1 one; take"));
            Asking<TranscriptionResult> asking = new Asking<>(() -> engine.transcribe(REQUEST, heard));
            heard.firstSegment.await();
            engine.close();
            assertEquals(ErrorCode.CANCELLED, ((EngineException) asking.failure()).code());
        }

        @Test
        void startsNothingAnyMore() throws Exception {
            FakeWorker worker = worker(FakeWorker.GOOD);
            WorkerEngine engine = loaded(worker);
            engine.close();
            assertEquals(ErrorCode.CANCELLED, failure(engine).code());
            assertEquals(1, worker.runs());
        }
    }

    @Test
    void noWorkerOutlivesAProgramThatIsKilled() throws Exception {
        FakeWorker worker = worker("""
                hello; load
                while take; do started; finished 0; done
                """);
        Process host = WorkerHost.start(worker.command(), MODEL.folder(), REQUEST.recording());
        try {
            ProcessHandle child = WorkerHost.worker(host);
            host.destroyForcibly();
            assertEnds(child);
        } finally {
            host.destroyForcibly();
        }
    }

    /** Returns once the script writes to a named pipe. */
    private void awaitFifo(String name) throws Exception {
        awaitFile(name);
        Files.readString(folder.resolve(name));
    }

    private void awaitFile(String name) throws Exception {
        try (var watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(folder.resolve(name))) {
                watch.poll(1, TimeUnit.SECONDS);
            }
        }
    }
}
