package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.audio.Recorder;
import io.fastervox.audio.RecordingNotice;
import io.fastervox.audio.RecordingStore;
import io.fastervox.audio.WavMicrophones;
import io.fastervox.desktop.MicrophonePrivacy.Access;
import io.fastervox.dictation.Archive;
import io.fastervox.dictation.Dictation;
import io.fastervox.dictation.DictationListener;
import io.fastervox.dictation.DictationOutcome;
import io.fastervox.dictation.DictationWish;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Segment;
import io.fastervox.engine.SpeechStream;
import io.fastervox.engine.StreamListener;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.StreamResult;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import io.fastervox.support.Reaches;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("R18: a graphics card that fails at work costs no dictation")
class AgentEngineTest {
    private static final Path CLIP = Path.of(System.getProperty("fastervox.program"), "samples/ill-disposed.wav");
    private static final ReadyEnvironment ENVIRONMENT =
            new ReadyEnvironment(Path.of("root"), Path.of("python"), "cuda", "lock");
    private static final ModelSpec ON_GPU = new ModelSpec(Path.of("model"), "cuda", 1, "float16", 4);
    private static final ModelSpec OTHER = new ModelSpec(Path.of("other"), "cuda", 1, "float16", 4);
    private static final ModelSpec ON_CPU = new ModelSpec(Path.of("model"), "cpu", "int8", 4);

    private final List<String> made = new CopyOnWriteArrayList<>();
    private final List<ModelSpec> loaded = new CopyOnWriteArrayList<>();
    private final FakeTimer timer = new FakeTimer();
    private final List<ErrorCode> gaveWay = new ArrayList<>();
    private final List<ErrorCode> notLoaded = new ArrayList<>();
    private final AgentEngine engine =
            new AgentEngine(timer, reason -> gaveWay.add(reason.code()), reason -> notLoaded.add(reason.code()));
    private Runnable meanwhile = () -> {};
    private int rested;
    private ErrorCode failure = ErrorCode.DEVICE_UNAVAILABLE;
    private boolean loads = true;
    private boolean streams;

    @TempDir
    Path recordings;

    @BeforeEach
    void aGpuIsSetUp() throws Exception {
        engine.use(FakeWorkerOfDevice::new, new Preparation.Prepared(ENVIRONMENT, "base", ON_GPU));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    /** On a GPU it fails at its work, with what the worker makes of CTranslate2's errors. */
    private final class FakeWorkerOfDevice implements Engine {
        private final String device;

        FakeWorkerOfDevice(ReadyEnvironment environment, String device) {
            this.device = device;
            made.add(environment.profile() + " on " + device);
        }

        @Override
        public EngineInfo info() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void load(ModelSpec model) throws EngineException {
            if (device.equals("cuda") && !loads) {
                throw trouble();
            }
            loaded.add(model);
        }

        private EngineException trouble() {
            return new EngineException(failure, "CUDA failed with error unspecified launch failure", "", "");
        }

        @Override
        public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener)
                throws EngineException {
            if (device.equals("cuda")) {
                throw trouble();
            }
            meanwhile.run();
            Segment segment = new Segment(0, 0, 1, " Norland", 0, 0, 1, 0, Optional.empty());
            return new TranscriptionResult(3, 3, Optional.of("en"), 1, 0.1, List.of(segment), Optional.empty());
        }

        @Override
        public Optional<SpeechStream> stream(ModelSpec model, StreamRequest request, StreamListener listener) {
            return streams ? Optional.of(new NoStream()) : Optional.empty();
        }

        @Override
        public boolean rest() {
            rested++;
            return true;
        }

        @Override
        public void close() {}
    }

    private static final class NoStream implements SpeechStream {
        @Override
        public void audio(byte[] pcm, int length) {}

        @Override
        public void release() {}

        @Override
        public StreamResult finish() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    private static final class Ears implements DictationListener {
        private final List<RecordingNotice> notices = new CopyOnWriteArrayList<>();
        private final BlockingQueue<DictationOutcome> ended = new LinkedBlockingQueue<>();

        @Override
        public void notice(long dictation, RecordingNotice notice) {
            notices.add(notice);
        }

        @Override
        public void ended(long dictation, DictationOutcome outcome) {
            ended.add(outcome);
        }
    }

    @Test
    @Reaches(ErrorCode.GPU_GAVE_WAY)
    void theSameRecordingIsDecodedByTheProcessorWhichStaysAndThePersonIsToldOnce() throws Exception {
        Ears ears = new Ears();
        List<String> texts;
        try (RecordingStore store = new RecordingStore(recordings, Clock.systemUTC());
                Dictation dictation = new Dictation(
                        new Recorder(new WavMicrophones(CLIP, false), () -> Access.UNKNOWN, store),
                        store,
                        engine,
                        new PrintedText(),
                        Archive.NONE,
                        ears)) {
            dictation.press(DictationWish.PLAIN);
            DictationOutcome first = ears.ended.take();
            dictation.press(DictationWish.PLAIN);
            DictationOutcome second = ears.ended.take();
            texts = List.of(((DictationOutcome.Done) first).text(), ((DictationOutcome.Done) second).text());
        }

        assertEquals(List.of("Norland", "Norland"), texts);
        assertEquals(List.of(new RecordingNotice(ErrorCode.GPU_GAVE_WAY, List.of("FV605"))), ears.notices);
        assertEquals(List.of("cuda on cuda", "cuda on cpu"), made);
        assertEquals(List.of(ON_CPU, Optional.of("base")), List.of(engine.get().model(), engine.model()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onTheConsoleWhatWasSaidBecomesTextWhetherItFailsWhileItLoadsOrWhileItDecodes(boolean loadsFirst)
            throws Exception {
        loads = loadsFirst;
        Written text = new Written();
        Written told = new Written();
        Console console = new Console(text.stream(), told.stream(), Messages.in(Locale.ENGLISH), false);
        DictationOnConsole shown = new DictationOnConsole(console, false, false, false, Optional.empty());
        DictationOutcome outcome;
        try (RecordingStore store = new RecordingStore(recordings, Clock.systemUTC());
                PromisedEngine promised = new PromisedEngine();
                Dictation dictation = new Dictation(
                        new Recorder(new WavMicrophones(CLIP, false), () -> Access.UNKNOWN, store),
                        store,
                        promised,
                        new PrintedText(),
                        Archive.NONE,
                        shown)) {
            dictation.press(DictationWish.PLAIN);
            promised.keep(FakeWorkerOfDevice::new, () -> new Preparation.Prepared(ENVIRONMENT, "base", ON_GPU));
            outcome = shown.await();
            assertEquals(Optional.of("base"), promised.model());
        }

        assertEquals("Norland\n", text.text(), outcome.toString());
        assertEquals(
                1,
                told.text()
                        .lines()
                        .filter(line -> line.contains("the processor has taken over, and the text is not lost"))
                        .count(),
                told.text());
        assertEquals("cuda on cpu", made.get(made.size() - 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"OUT_OF_MEMORY", "WORKER_CRASHED", "WORKER_UNRESPONSIVE", "WORKER_START_FAILED"})
    void whatMayBeTheGpusFaultLeavesTheWorkToTheProcessor(ErrorCode code) throws Exception {
        EngineException trouble = new EngineException(code, "trouble", "", "");

        assertEquals(Optional.of(ON_CPU), engine.instead(engine.get(), trouble).map(ready -> ready.model()));
        assertEquals(Optional.empty(), engine.instead(engine.get(), trouble));
    }

    @Test
    void whatEveryEngineWouldMeetIsNoReasonToChange() throws Exception {
        EngineException trouble = new EngineException(ErrorCode.AUDIO_UNREADABLE, "trouble", "", "");

        assertEquals(Optional.empty(), engine.instead(engine.get(), trouble));
        assertEquals(List.of("cuda on cuda"), made);
    }

    private void aProcessorIsSetUpThatRestsAfterTenMinutes() throws Exception {
        engine.use(FakeWorkerOfDevice::new, new Preparation.Prepared(ENVIRONMENT, "base", ON_CPU));
        engine.restAfter(Duration.ofMinutes(10));
    }

    private List<Integer> restsWhileNobodyUsesIt(int... minutes) {
        List<Integer> found = new ArrayList<>();
        for (int passing : minutes) {
            timer.pass(Duration.ofMinutes(passing));
            found.add(rested);
        }
        return found;
    }

    @Test
    void theModelLeavesTheMemoryTenMinutesAfterTheEndOfALongJob() throws Exception {
        aProcessorIsSetUpThatRestsAfterTenMinutes();
        meanwhile = () -> timer.pass(Duration.ofMinutes(9));

        engine.get().engine().transcribe(TranscriptionRequest.of(CLIP), new TranscriptionListener() {});

        assertEquals(List.of(0, 0, 1), restsWhileNobodyUsesIt(1, 8, 1));
    }

    @Test
    void theModelLeavesTheMemoryTenMinutesAfterTheEndOfALongDictation() throws Exception {
        aProcessorIsSetUpThatRestsAfterTenMinutes();
        streams = true;
        StreamRequest english = new StreamRequest(Optional.of("en"), Optional.empty(), Optional.empty(), false);
        Engine used = engine.get().engine();

        try (SpeechStream stream =
                used.stream(ON_CPU, english, new StreamListener() {}).orElseThrow()) {
            timer.pass(Duration.ofMinutes(10));
            timer.pass(Duration.ofMinutes(9));
            stream.release();
        }

        assertEquals(List.of(0, 0, 1), restsWhileNobodyUsesIt(1, 8, 1));
    }

    private List<ModelSpec> loadedBeforeAnyJob() {
        timer.pass(Duration.ZERO);
        return List.copyOf(loaded);
    }

    @Test
    void nothingIsLoadedBeforeAJobUnlessThatIsWanted() {
        List<ModelSpec> otherwise = loadedBeforeAnyJob();
        engine.loadAhead(true);

        assertEquals(List.of(List.of(), List.of(ON_GPU)), List.of(otherwise, loadedBeforeAnyJob()));
    }

    @Test
    void whatIsSetUpLaterIsLoadedAheadToo() throws Exception {
        engine.loadAhead(true);
        engine.use(FakeWorkerOfDevice::new, new Preparation.Prepared(ENVIRONMENT, "other", OTHER));

        assertEquals(List.of(OTHER, OTHER), loadedBeforeAnyJob());
    }

    @Test
    void whileItIsRepairedNothingIsLoadedAhead() {
        engine.suspend();
        engine.loadAhead(true);

        assertEquals(List.of(), loadedBeforeAnyJob());
    }

    @Test
    void whatIsLoadedAheadStaysInTheMemoryUntilThatIsNotWantedAnyMore() {
        engine.restAfter(Duration.ofMinutes(10));
        engine.loadAhead(true);
        List<Integer> rests = restsWhileNobodyUsesIt(10, 600);
        engine.loadAhead(false);
        engine.restAfter(Duration.ofMinutes(10));

        assertEquals(List.of(List.of(0, 0), List.of(0, 1)), List.of(rests, restsWhileNobodyUsesIt(9, 1)));
    }

    @Test
    void aGpuThatCannotLoadAheadLeavesTheModelToTheProcessor() {
        loads = false;
        engine.loadAhead(true);

        assertEquals(
                List.of(List.of(ON_CPU), List.of(ErrorCode.DEVICE_UNAVAILABLE), List.of()),
                List.of(loadedBeforeAnyJob(), gaveWay, notLoaded));
    }

    @Test
    void aFailureToLoadAheadIsToldOnceUntilItSucceedsOrTheSettingsAreAppliedAgain() throws Exception {
        Preparation.Prepared same = new Preparation.Prepared(ENVIRONMENT, "base", ON_GPU);
        failure = ErrorCode.MODEL_DAMAGED;
        List<Integer> told = new ArrayList<>();
        engine.loadAhead(true);
        for (boolean works : List.of(false, false, true, false)) {
            loads = works;
            engine.use(FakeWorkerOfDevice::new, same); // after a repair
            timer.pass(Duration.ZERO);
            told.add(notLoaded.size());
        }
        engine.loadAhead(true);
        timer.pass(Duration.ZERO);
        told.add(notLoaded.size());

        assertEquals(List.of(1, 1, 1, 2, 3), told);
        assertEquals(List.of(), gaveWay);
    }

    @Test
    void theNextSetUpMayUseTheGpuAgain() throws Exception {
        EngineException trouble = new EngineException(ErrorCode.WORKER_CRASHED, "trouble", "", "");
        engine.instead(engine.get(), trouble);

        engine.use(FakeWorkerOfDevice::new, new Preparation.Prepared(ENVIRONMENT, "base", ON_GPU));

        assertEquals(ON_GPU, engine.get().model());
        assertThrows(
                EngineException.class,
                () -> engine.get().engine().transcribe(TranscriptionRequest.of(CLIP), new TranscriptionListener() {}));
    }
}
