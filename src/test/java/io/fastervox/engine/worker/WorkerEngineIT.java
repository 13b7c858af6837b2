package io.fastervox.engine.worker;

import static io.fastervox.engine.worker.Asking.assertEnds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.engine.EngineException;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.JoinedSamples;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Segment;
import io.fastervox.engine.SpeechStream;
import io.fastervox.engine.StreamListener;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.StreamResult;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.engine.WordErrorRate;
import io.fastervox.environment.Admission;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.models.ModelException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine with the real worker, a real environment and a real model. */
@Tag("integration")
@Timeout(300)
class WorkerEngineIT {
    private static final int ROUNDS = 3;
    private static final int HEADER_BYTES = 44;
    private static final int CHUNK_BYTES = 4096;
    private static final Path PROGRAM = Path.of(System.getProperty("fastervox.program", ""));
    private static final Path PYTHON = Path.of(required("fastervox.it.python"));
    private static final ModelSpec MODEL = new ModelSpec(Path.of(required("fastervox.it.model")), "cpu", "int8", 0);

    private final Path folder;

    private final Heard heard = new Heard();
    private final WorkerCommand command;
    private final WorkerEngine engine;

    WorkerEngineIT(@TempDir Path folder) {
        this.folder = folder;
        command = WorkerCommand.of(PYTHON, PROGRAM, System.getenv(), folder);
        engine = new WorkerEngine(command);
    }

    private static String required(String property) {
        String value = System.getProperty(property, "");
        if (value.isEmpty()) {
            throw new AssertionError("set -D" + property + " to run the integration tests, or run ./verify");
        }
        return value;
    }

    @AfterEach
    void noWorkerIsLeft() throws Exception {
        engine.close();
        if (engine.process().isPresent()) {
            assertEnds(engine.process().get());
        }
    }

    private static SelfTest selfTest() throws EngineException {
        return SelfTest.in(PROGRAM.resolve("python-embed"));
    }

    private static TranscriptionRequest request(Path file) {
        return TranscriptionRequest.of(file);
    }

    private static String text(TranscriptionResult result) {
        return result.segments().stream().map(Segment::text).collect(Collectors.joining());
    }

    private Path longRecording() throws Exception {
        return JoinedSamples.write(folder.resolve("long.wav"), ROUNDS);
    }

    @Test
    void tellsItsVersionsAndDevices() throws Exception {
        EngineInfo info = engine.info();
        assertTrue(info.packages().keySet().containsAll(Set.of("faster-whisper", "ctranslate2", "av")), info::toString);
        assertEquals("cpu", info.devices().get(0).device());
    }

    @Test
    void transcribesSeveralFilesInOneWarmProcess() throws Exception {
        engine.load(MODEL);
        ProcessHandle first = engine.process().orElseThrow();
        Path copy = Files.copy(selfTest().recording(), folder.resolve("会议 🎙 'a\nb'.wav"));
        for (Path file : List.of(selfTest().recording(), copy)) {
            TranscriptionResult result = engine.transcribe(request(file), heard);
            assertTrue(WordErrorRate.of(selfTest().transcript(), text(result)) <= 0.1, text(result));
            assertEquals("en", result.language().orElseThrow());
        }
        assertEquals(first, engine.process().orElseThrow());
    }

    @Test
    void aStreamIsTextSoonAfterItsEndAndGoesBeforeAFile() throws Exception {
        engine.load(MODEL);
        Path file = longRecording();
        Asking<TranscriptionResult> asking = new Asking<>(() -> engine.transcribe(request(file), heard));
        heard.firstSegment.await();
        byte[] wav = Files.readAllBytes(selfTest().recording());
        StreamRequest english = new StreamRequest(Optional.of("en"), Optional.empty(), Optional.empty(), true);
        StreamResult result;
        try (SpeechStream stream =
                engine.stream(MODEL, english, new StreamListener() {}).orElseThrow()) {
            for (int at = HEADER_BYTES; at < wav.length; at += CHUNK_BYTES) {
                byte[] chunk = Arrays.copyOfRange(wav, at, Math.min(wav.length, at + CHUNK_BYTES));
                stream.audio(chunk, chunk.length);
            }
            stream.release();
            result = stream.finish();
        }
        String text = result.segments().stream().map(Segment::text).collect(Collectors.joining());
        assertTrue(WordErrorRate.of(selfTest().transcript(), text) <= 0.1, text);
        assertEquals(Optional.empty(), result.redecoded());
        asking.interrupt();
        assertInstanceOf(InterruptedException.class, asking.failure(), "the file was still being transcribed");
    }

    @Test
    @DisplayName("R25: a cancelled transcription ends within about a second and leaves an engine that works")
    void endsSoonAfterAnInterrupt() throws Exception {
        engine.load(MODEL);
        Path file = longRecording();
        Asking<TranscriptionResult> asking = new Asking<>(() -> engine.transcribe(request(file), heard));
        heard.firstSegment.await();
        long asked = System.nanoTime();
        asking.interrupt();
        assertInstanceOf(InterruptedException.class, asking.failure());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
        assertTrue(millis < 2000, millis + " ms");
        assertEquals(
                1,
                engine.transcribe(request(selfTest().recording()), heard)
                        .segments()
                        .size());
    }

    @Test
    void goesOnAfterItsWorkerWasKilled() throws Exception {
        engine.load(MODEL);
        ProcessHandle first = engine.process().orElseThrow();
        Path file = longRecording();
        Asking<TranscriptionResult> asking = new Asking<>(() -> engine.transcribe(request(file), heard));
        heard.firstSegment.await();
        first.destroyForcibly();
        TranscriptionResult result = asking.result();
        assertNotEquals(first, engine.process().orElseThrow());
        assertEquals(1, heard.events.stream().filter("ENGINE_RESTARTED"::equals).count());
        double rate = WordErrorRate.of(JoinedSamples.transcript(ROUNDS), text(result));
        assertTrue(rate <= 0.1, rate + text(result));
        List<Integer> numbers = result.segments().stream().map(Segment::id).toList();
        assertEquals(java.util.stream.IntStream.range(0, numbers.size()).boxed().toList(), numbers);
    }

    @Test
    void noWorkerOutlivesAProgramThatIsKilledAtWork() throws Exception {
        Process host = WorkerHost.start(command, MODEL.folder(), longRecording());
        try {
            ProcessHandle child = WorkerHost.worker(host);
            host.destroyForcibly();
            assertEnds(child);
        } finally {
            host.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            missing, AUDIO_MISSING
            empty,   AUDIO_EMPTY
            text,    AUDIO_NOT_MEDIA
            folder,  AUDIO_UNREADABLE
            """)
    @Reaches(ErrorCode.AUDIO_NOT_MEDIA)
    void refusesBadFilesAndGoesOn(String name, ErrorCode code) throws Exception {
        Files.createFile(folder.resolve("empty"));
        Files.writeString(folder.resolve("text"), "not audio ".repeat(100));
        Files.createDirectory(folder.resolve("folder"));
        engine.load(MODEL);
        EngineException e =
                assertThrows(EngineException.class, () -> engine.transcribe(request(folder.resolve(name)), heard));
        assertEquals(
                Map.of(code, folder.resolve(name)),
                Map.of(e.code(), e.arguments().get(0)));
        assertEquals(
                1,
                engine.transcribe(request(selfTest().recording()), heard)
                        .segments()
                        .size());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            cuda, float16, DEVICE_UNAVAILABLE
            cpu,  float17, COMPUTE_TYPE_UNSUPPORTED
            """)
    @Reaches({ErrorCode.DEVICE_UNAVAILABLE, ErrorCode.COMPUTE_TYPE_UNSUPPORTED})
    void refusesWhatTheMachineCannotDo(String device, String computeType, ErrorCode code) {
        ModelSpec wanted = new ModelSpec(MODEL.folder(), device, computeType, 0);
        assertEquals(
                code,
                assertThrows(EngineException.class, () -> engine.load(wanted)).code());
    }

    @Test
    void isNotLedAstrayByVariablesOfAnotherPython() throws Exception {
        Map<String, String> hostile = new HashMap<>(System.getenv());
        hostile.put("PYTHONHOME", folder.toString());
        hostile.put("PYTHONPATH", folder.toString());
        hostile.put("LD_PRELOAD", folder.resolve("none.so").toString());
        Files.createFile(folder.resolve("libpython3.12.so.1.0")); // no library at all: whoever loads it fails
        hostile.put("LD_LIBRARY_PATH", folder.toString());
        try (WorkerEngine other = new WorkerEngine(WorkerCommand.of(PYTHON, PROGRAM, hostile, folder))) {
            assertEquals(engine.info(), other.info());
        }
    }

    @Test
    @DisplayName("R24: a model is usable only if the engine has loaded it")
    @Reaches(ErrorCode.MODEL_NOT_LOADABLE)
    void probesModelsByLoadingThem() throws Exception {
        WorkerLoadProbe probe = new WorkerLoadProbe(command, "cpu", "int8");
        probe.load(MODEL.folder());
        Path damaged = Files.createDirectory(folder.resolve("damaged"));
        for (String name : List.of("config.json", "tokenizer.json", "vocabulary.json")) {
            Files.copy(MODEL.folder().resolve(name), damaged.resolve(name));
        }
        Files.write(damaged.resolve("model.bin"), new byte[1000]);
        ModelException e = assertThrows(ModelException.class, () -> probe.load(damaged));
        assertEquals(
                Map.of(ErrorCode.MODEL_NOT_LOADABLE, "damaged"),
                Map.of(e.code(), e.arguments().get(0).toString()));
    }

    @Test
    void admitsWhatUnderstandsTheSelfTestAndRefusesWhatCannotRun() throws Exception {
        ReadyEnvironment environment = new ReadyEnvironment(PYTHON, PYTHON, "cpu", "lock");
        Admission admission = new WorkerAdmission(ready -> command, selfTest());
        assertInstanceOf(
                Admission.Verdict.Admitted.class,
                admission.admit(environment, MODEL.folder(), new Admission.Place("cpu", 0, "int8")));
        assertInstanceOf(
                Admission.Verdict.Refused.class,
                admission.admit(environment, MODEL.folder(), new Admission.Place("cuda", 0, "float16")));
    }

    @Test
    void admitsNothingThatHearsOtherWords() throws Exception {
        SelfTest wrong = new SelfTest(selfTest().recording(), "these are entirely different words", "en");
        Admission admission = new WorkerAdmission(ready -> command, wrong);
        ReadyEnvironment environment = new ReadyEnvironment(PYTHON, PYTHON, "cpu", "lock");
        Admission.Verdict verdict = admission.admit(environment, MODEL.folder(), new Admission.Place("cpu", 0, "int8"));
        assertTrue(verdict.toString().contains("word error rate"), verdict.toString());
    }
}
