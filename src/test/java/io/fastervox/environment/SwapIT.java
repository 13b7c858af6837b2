package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fastervox.download.Http;
import io.fastervox.engine.ChangeableEngine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.JoinedSamples;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Segment;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.engine.WordErrorRate;
import io.fastervox.engine.worker.WorkerAdmission;
import io.fastervox.engine.worker.WorkerCommand;
import io.fastervox.engine.worker.WorkerEngine;
import io.fastervox.environment.Admission.Obstacle;
import io.fastervox.environment.Replacement.Outcome;
import io.fastervox.environment.Replacement.Wanted;
import io.fastervox.support.Json;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One real environment takes the place of another while a real transcription runs. Both are the CPU's, because there is no
 * GPU here; their locks differ in the version of one package.
 */
@Tag("integration")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SwapIT {
    /** A version of a package before the locked one. */
    private static final String OTHER = """
            {"name": "tqdm", "version": "4.67.1", "file": "tqdm-4.67.1-py3-none-any.whl",
             "sha256": "26445eca388f82e72884e0d580d5464cd801a3ea01e63e5601bdff9ba6a48de2", "bytes": 78540}""";

    private static final DeviceDecision ON_CPU =
            new DeviceDecision("cpu", "cpu", Optional.empty(), List.of("int8"), 2, List.of());
    private static final int ROUNDS = 2;
    private static final Path MODEL = Path.of(System.getProperty("fastervox.it.model", ""));

    @TempDir
    Path folder;

    private final Http http = RealBuild.http();
    private final PythonEmbed shipped = new PythonEmbed(RealBuild.program().resolve("python-embed"));

    /** Writes down what it hears, and holds the job up after its first segment until it may go on. */
    private static final class Heard implements TranscriptionListener {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private final CountDownLatch firstSegment = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);

        @Override
        public void started(double durationSeconds, Optional<String> language, double languageProbability) {
            events.add("started");
        }

        @Override
        public void segment(Segment segment) {
            events.add(segment.text());
            firstSegment.countDown();
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void notice(Notice notice) {
            events.add(notice.name());
        }
    }

    @BeforeEach
    void packagesThatAreHereAlready() throws Exception {
        Path cache = Files.createDirectories(folder.resolve("data/cache/wheels"));
        Path known = Path.of(System.getProperty("fastervox.it.home", "")).resolve("cache/wheels");
        for (LockedWheel wheel : shipped.lock("cpu-linux").wheels()) {
            Files.copy(known.resolve(wheel.file()), cache.resolve(wheel.file()));
        }
    }

    @AfterEach
    void close() {
        http.close();
    }

    private Environments environments(PythonEmbed program) throws Exception {
        return RealBuild.environments(folder.resolve("data"), http, RealBuild.archive(), program);
    }

    /** The program with another version of one package. */
    private PythonEmbed otherProgram() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("python-embed"));
        try (Stream<Path> files = Files.walk(shipped.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(shipped.folder().relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path file = copy.resolve("locks/cpu-linux.json");
        ObjectNode lock = (ObjectNode) Json.strict().readTree(Files.readAllBytes(file));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < lock.withArray("wheels").size(); i++) {
            if (lock.withArray("wheels").get(i).required("name").asText().equals("tqdm")) {
                lock.withArray("wheels").set(i, Json.strict().readTree(OTHER));
            }
            JsonNode wheel = lock.withArray("wheels").get(i);
            lines.append(String.join(
                            " ",
                            wheel.required("name").asText(),
                            wheel.required("version").asText(),
                            wheel.required("sha256").asText()))
                    .append('\n');
        }
        lock.put(
                "id",
                Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 12));
        Files.write(file, Json.strict().writeValueAsBytes(lock));
        return new PythonEmbed(copy);
    }

    private WorkerCommand command(ReadyEnvironment environment) {
        return WorkerCommand.of(environment.python(), RealBuild.program(), System.getenv(), folder.resolve("logs"))
                .forDevice("cpu");
    }

    private Admission admission(io.fastervox.engine.worker.SelfTest selfTest) {
        return new WorkerAdmission(this::command, selfTest);
    }

    private io.fastervox.engine.worker.SelfTest selfTest() throws Exception {
        return io.fastervox.engine.worker.SelfTest.in(shipped.folder());
    }

    /** Of several windows, so that there is something to lose and to repeat behind the first segment. */
    private Path longRecording() throws Exception {
        return JoinedSamples.write(folder.resolve("long.wav"), ROUNDS);
    }

    private static TranscriptionRequest request(Path recording) {
        return new TranscriptionRequest(
                recording,
                Optional.of("en"),
                Task.TRANSCRIBE,
                1,
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                0);
    }

    private static ModelSpec spec(Admissions.Subject admitted) {
        return new ModelSpec(MODEL, admitted.device(), admitted.computeType(), 0);
    }

    /** A job that has come to its first segment, and is held up there until the listener may go on. */
    private FutureTask<TranscriptionResult> begun(ChangeableEngine engine, Path recording, Heard heard)
            throws InterruptedException {
        FutureTask<TranscriptionResult> task = new FutureTask<>(() -> engine.transcribe(request(recording), heard));
        Thread thread = new Thread(task, "job");
        thread.setDaemon(true);
        thread.start();
        heard.firstSegment.await();
        return task;
    }

    /** Each segment came once and in order. */
    private static void assertHeard(TranscriptionResult result, Heard heard) {
        assertEquals(
                Stream.concat(Stream.of("started"), result.segments().stream().map(Segment::text))
                        .toList(),
                heard.events);
    }

    /** Of each segment its number, its times and its text. */
    private static List<List<Object>> facts(TranscriptionResult result) {
        return result.segments().stream()
                .map(segment -> List.<Object>of(segment.id(), segment.start(), segment.end(), segment.text()))
                .toList();
    }

    /** A transcription that nothing happens to. */
    private TranscriptionResult undisturbed(ChangeableEngine engine, Path recording) throws Exception {
        TranscriptionResult result = engine.transcribe(request(recording), new TranscriptionListener() {});
        assertTrue(WordErrorRate.of(JoinedSamples.transcript(ROUNDS), text(result)) <= 0.1, text(result));
        assertTrue(result.segments().size() >= 3, text(result));
        return result;
    }

    private static String text(TranscriptionResult result) {
        return result.segments().stream().map(Segment::text).collect(Collectors.joining());
    }

    @Test
    @DisplayName("R18: while a transcription runs the new environment is built and admitted; the next job runs in it")
    void theEnvironmentIsChangedBetweenTwoJobs() throws Exception {
        ReadyEnvironment old =
                environments(shipped).ensure("cpu", ProgressListener.NONE).environment();
        Environments environments = environments(otherProgram());
        Replacement replacement = new Replacement(environments, admission(selfTest()));
        try (ChangeableEngine engine = new ChangeableEngine(new WorkerEngine(command(old)), () -> {})) {
            engine.load(new ModelSpec(MODEL, "cpu", "int8", 0));
            Path recording = longRecording();
            Heard heardMeanwhile = new Heard();
            Heard heard = new Heard();
            FutureTask<TranscriptionResult> meanwhile = begun(engine, selfTest().recording(), heardMeanwhile);
            AtomicReference<TranscriptionResult> disturbed = new AtomicReference<>();

            Outcome outcome = replacement.run(
                    new Wanted(ON_CPU, "base", MODEL),
                    (environment, admitted) -> {
                        assertEquals(
                                List.of(false, Optional.of(old)), List.of(meanwhile.isDone(), environments.live()));
                        heardMeanwhile.mayGoOn.countDown();
                        assertHeard(result(meanwhile), heardMeanwhile);
                        disturbed.set(changedDuringAJob(engine, environment, spec(admitted), recording, heard));
                    },
                    ProgressListener.NONE);

            assertInstanceOf(Outcome.Serving.class, outcome);
            ReadyEnvironment now = environments.live().orElseThrow();
            assertHeard(disturbed.get(), heard);
            assertEquals(facts(undisturbed(engine, recording)), facts(disturbed.get()));
            assertEquals(
                    List.of(environments.lockId("cpu"), 1, 0, false),
                    List.of(
                            now.lockId(),
                            RunningPrograms.in(now.root()).size(),
                            RunningPrograms.in(old.root()).size(),
                            Files.exists(old.root())));
        }
    }

    /** The engine is changed as soon as a job has come to its first segment; the others are being decoded then. */
    private TranscriptionResult changedDuringAJob(
            ChangeableEngine engine, ReadyEnvironment environment, ModelSpec spec, Path recording, Heard heard)
            throws EngineException, InterruptedException {
        WorkerEngine next = new WorkerEngine(command(environment));
        next.load(spec); // which change() finds done
        FutureTask<TranscriptionResult> job = begun(engine, recording, heard);
        assertEquals(List.of(2, false), List.of(heard.events.size(), job.isDone())); // its start and one segment
        heard.mayGoOn.countDown();
        engine.change(next, spec);
        return result(job);
    }

    private static TranscriptionResult result(FutureTask<TranscriptionResult> job) throws InterruptedException {
        try {
            return job.get();
        } catch (ExecutionException e) {
            throw new AssertionError("the job failed", e);
        }
    }

    @Test
    @DisplayName("R18: after a failed admission the old environment goes on serving, and the reason is remembered")
    void afterAFailedAdmissionTheOldEnvironmentServes() throws Exception {
        ReadyEnvironment old =
                environments(shipped).ensure("cpu", ProgressListener.NONE).environment();
        Environments environments = environments(otherProgram());
        io.fastervox.engine.worker.SelfTest deaf =
                new io.fastervox.engine.worker.SelfTest(selfTest().recording(), "entirely different words", "en");
        Replacement replacement = new Replacement(environments, admission(deaf));
        try (ChangeableEngine engine = new ChangeableEngine(new WorkerEngine(command(old)), () -> {})) {
            engine.load(new ModelSpec(MODEL, "cpu", "int8", 0));
            Heard heard = new Heard();
            Path recording = longRecording();
            FutureTask<TranscriptionResult> job = begun(engine, recording, heard);

            Outcome outcome = replacement.run(
                    new Wanted(ON_CPU, "base", MODEL),
                    (environment, admitted) -> {
                        throw new AssertionError("nothing was admitted");
                    },
                    ProgressListener.NONE);
            heard.mayGoOn.countDown();

            assertHeard(job.get(), heard);
            assertEquals(facts(undisturbed(engine, recording)), facts(job.get()));
            Outcome.Refused refused = (Outcome.Refused) outcome;
            assertEquals(Obstacle.WRONG_TEXT, refused.verdict().obstacle());
            assertEquals(
                    List.of(new Admissions.Decided.Refused(refused.subject(), refused.verdict())),
                    environments.admissions().refusals(ON_CPU, environments.lockId("cpu")));
            assertEquals(Optional.of(old), environments.live());
        }
    }
}
