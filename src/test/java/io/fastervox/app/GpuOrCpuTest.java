package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Resume;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.files.UsedModel;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("R18: a graphics card that fails costs no recording of a call")
class GpuOrCpuTest {
    private static final TranscriptionRequest WHOLE = TranscriptionRequest.of(Path.of("talk.wav"));
    private static final Checkpoint PLACE = new Checkpoint(3000, List.of(7), 28.5, 0, 0);
    private static final Segment BEFORE = segment(0, " Before it");
    private static final Segment BEHIND = segment(1, " and behind it");
    private static final ModelSpec ON_GPU = new ModelSpec(Path.of("model"), "cuda", 1, "float16", 4);

    private final List<TranscriptionRequest> asked = new ArrayList<>();
    private final List<ErrorCode> gaveWay = new ArrayList<>();
    private final AgentEngine devices = new AgentEngine();
    private final GpuOrCpu engine = new GpuOrCpu(devices, reason -> gaveWay.add(reason.code()));
    private ErrorCode failure = ErrorCode.OUT_OF_MEMORY;
    private boolean loads = true;
    private boolean checkpoints = true;
    private boolean delivers = true;

    private static Segment segment(int number, String text) {
        return new Segment(number, number, number + 1, text, 0, 0, 1, 0, Optional.empty());
    }

    @BeforeEach
    void aGpuIsSetUp() throws Exception {
        devices.use(
                (environment, device) -> new Worker(device),
                new Preparation.Prepared(
                        new ReadyEnvironment(Path.of("root"), Path.of("python"), "cuda", "lock"), "base", ON_GPU));
    }

    @AfterEach
    void close() {
        devices.close();
    }

    /** On a GPU it fails in the middle of a recording, or when it loads. */
    private final class Worker implements Engine {
        private final String device;

        Worker(String device) {
            this.device = device;
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
        }

        private EngineException trouble() {
            return new EngineException(failure, "CUDA failed with error out of memory", "", "");
        }

        @Override
        public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener)
                throws EngineException {
            asked.add(request);
            listener.started(60, Optional.of("en"), 0.9);
            if (device.equals("cuda")) {
                if (checkpoints) {
                    listener.checkpoint(PLACE);
                }
                if (delivers) {
                    listener.segment(BEFORE);
                    listener.progress(30, 60);
                }
                throw trouble();
            }
            listener.progress(28, 60);
            listener.segment(BEHIND);
            return new TranscriptionResult(
                    60, 60, Optional.of("en"), 0.9, 1, List.of(BEFORE, BEHIND), Optional.empty());
        }

        @Override
        public void close() {}
    }

    private static final class Ears implements TranscriptionListener {
        private final List<Object> heard = new ArrayList<>();

        @Override
        public void started(double durationSeconds, Optional<String> language, double languageProbability) {
            heard.add("started");
        }

        @Override
        public void segment(Segment segment) {
            heard.add(segment);
        }

        @Override
        public void progress(double seconds, double durationSeconds) {
            heard.add(seconds);
        }
    }

    @Test
    void theProcessorGoesOnBehindWhatWasDeliveredAndDoesTheNextRecordingToo() throws Exception {
        Ears ears = new Ears();
        engine.load(ON_GPU);
        TranscriptionResult result = engine.transcribe(WHOLE, ears);
        engine.transcribe(WHOLE, new Ears());

        Resume rest = new Resume(PLACE, Optional.of("en"), 0.9, List.of(BEFORE), 1);
        assertEquals(List.of(WHOLE, WHOLE.resumed(rest), WHOLE), asked);
        assertEquals(List.of("started", BEFORE, 30.0, 30.0, BEHIND), ears.heard);
        assertEquals(List.of(BEFORE, BEHIND), result.segments());
        assertEquals(List.of(ErrorCode.OUT_OF_MEMORY), gaveWay);
        assertEquals(Optional.of(new UsedModel("base", "cpu", "int8")), devices.usedModel());
    }

    @Test
    void whatHadNotBegunIsDoneFromTheBeginning() throws Exception {
        checkpoints = false;
        delivers = false;

        engine.transcribe(WHOLE, new Ears());

        assertEquals(List.of(WHOLE, WHOLE), asked);
    }

    @Test
    void aModelThatTheGpuCannotLoadIsLoadedByTheProcessor() throws Exception {
        loads = false;

        engine.load(ON_GPU);
        engine.transcribe(WHOLE, new Ears());

        assertEquals(List.of(List.of(WHOLE), List.of(ErrorCode.OUT_OF_MEMORY)), List.of(asked, gaveWay));
    }

    @Test
    void whatNobodyKnowsAPlaceToGoOnAtFails() {
        checkpoints = false;

        assertEquals(ErrorCode.OUT_OF_MEMORY, failureOf(WHOLE));
        assertEquals(List.of(List.of(WHOLE), List.of()), List.of(asked, gaveWay));
    }

    @Test
    void whatIsNoFaultOfAGpuFails() {
        failure = ErrorCode.AUDIO_UNREADABLE;

        assertEquals(ErrorCode.AUDIO_UNREADABLE, failureOf(WHOLE));
        assertEquals(List.of(List.of(WHOLE), List.of()), List.of(asked, gaveWay));
    }

    private ErrorCode failureOf(TranscriptionRequest request) {
        return assertThrows(EngineException.class, () -> engine.transcribe(request, new Ears()))
                .code();
    }
}
