package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.files.EngineSource;
import io.fastervox.files.ModelWish;
import io.fastervox.files.UsedModel;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@DisplayName("R25: what transcribes the agent's recordings")
class FilesEnginesTest {
    private static final Path TALK = Path.of("talk.wav");
    private static final TranscriptionRequest REQUEST = TranscriptionRequest.of(TALK);
    private static final UsedModel BASE = new UsedModel("base", "cuda", "float16");
    private static final UsedModel BASE_ON_CPU = new UsedModel("base", "cpu", "int8");
    private static final UsedModel ANOTHER = new UsedModel("another", "cpu", "int8");

    private final AgentEngine dictation = new AgentEngine();
    private final List<ErrorCode> gaveWay = new ArrayList<>();
    private Optional<ErrorCode> failsOnGpu = Optional.empty();
    private final FilesEngines engines = new FilesEngines(
            dictation,
            (wish, request) -> new EngineSource.Ready(new HearingEngine(), ANOTHER),
            failure -> gaveWay.add(failure.code()));

    @AfterEach
    void close() {
        dictation.close();
    }

    private void setUp(String model) throws Exception {
        dictation.use(
                (environment, device) -> new Loading(),
                new Preparation.Prepared(
                        new ReadyEnvironment(Path.of("root"), Path.of("python"), "cuda", "lock"),
                        model,
                        new ModelSpec(Path.of("model"), "cuda", 0, "float16", 4)));
    }

    private final class Loading implements Engine {
        @Override
        public EngineInfo info() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void load(ModelSpec model) throws EngineException {
            if (model.device().equals("cuda") && failsOnGpu.isPresent()) {
                throw new EngineException(failsOnGpu.get(), "trouble", "", "");
            }
        }

        @Override
        public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    private UsedModel used(ModelWish wish, TranscriptionRequest request) throws Exception {
        return engines.ready(wish, request).model();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    ,       ,     ,        base
                    base,   ,     ,        base
                    base,   cuda, float16, base
                    small,  ,     ,        another
                    ,       cpu,  ,        another
                    ,       ,     int8,    another
                    """)
    void theEngineOfDictationServesUnlessAJobWantsAnotherModelOrDevice(
            String model, String device, String computeType, String served) throws Exception {
        setUp("base");
        ModelWish wish = new ModelWish(
                Optional.ofNullable(model), Optional.ofNullable(device), Optional.ofNullable(computeType));

        assertEquals(served, used(wish, REQUEST).id());
    }

    @Test
    void aTranslationAndALanguageThatItsModelDoesNotKnowAreForAnother() throws Exception {
        setUp("base.en");
        TranscriptionRequest english = REQUEST.resumedAt(0, Optional.of("en"));
        TranscriptionRequest translation = new TranscriptionRequest(
                TALK,
                Optional.of("en"),
                Task.TRANSLATE,
                5,
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                0);

        assertEquals(
                List.of("base.en", "another", "another"),
                List.of(
                        used(ModelWish.NONE, english).id(),
                        used(ModelWish.NONE, REQUEST).id(),
                        used(ModelWish.NONE, translation).id()));
    }

    @Test
    void aGpuThatCannotLoadTheModelLeavesItToTheProcessorWhichIsTold() throws Exception {
        setUp("base");
        failsOnGpu = Optional.of(ErrorCode.OUT_OF_MEMORY);

        assertEquals(
                List.of(BASE_ON_CPU, List.of(ErrorCode.OUT_OF_MEMORY)),
                List.of(used(ModelWish.NONE, REQUEST), gaveWay));
    }

    @Test
    void whatNeedNotBeTheGpusFaultIsAFailure() throws Exception {
        setUp("base");
        failsOnGpu = Optional.of(ErrorCode.WORKER_CRASHED);

        ErrorCode failure = assertThrows(EngineException.class, () -> used(ModelWish.NONE, REQUEST))
                .code();

        assertEquals(List.of(ErrorCode.WORKER_CRASHED, List.of()), List.of(failure, gaveWay));
    }

    @Test
    void aGpuThatFailsAtARecordingLeavesItToTheProcessorAndOneThatADictationHasReplacedIsNotReplacedAgain()
            throws Exception {
        setUp("base");
        EngineSource.Ready onGpu = engines.ready(ModelWish.NONE, REQUEST);
        EngineException lost = new EngineException(ErrorCode.DEVICE_UNAVAILABLE, "trouble", "", "");

        List<Optional<UsedModel>> instead = new ArrayList<>();
        for (int job = 0; job < 2; job++) {
            instead.add(engines.instead(onGpu, lost).map(EngineSource.Ready::model));
        }

        assertEquals(
                List.of(
                        BASE,
                        List.of(Optional.of(BASE_ON_CPU), Optional.of(BASE_ON_CPU)),
                        List.of(ErrorCode.DEVICE_UNAVAILABLE)),
                List.of(onGpu.model(), instead, gaveWay));
    }

    @Test
    void anotherEngineAndWhatIsNoFaultOfAGpuHaveNoSubstitute() throws Exception {
        setUp("base");
        EngineException lost = new EngineException(ErrorCode.DEVICE_UNAVAILABLE, "trouble", "", "");
        EngineException unreadable = new EngineException(ErrorCode.AUDIO_UNREADABLE, "trouble", "", "");

        assertEquals(
                List.of(Optional.empty(), Optional.empty()),
                List.of(
                        engines.instead(new EngineSource.Ready(new HearingEngine(), ANOTHER), lost),
                        engines.instead(engines.ready(ModelWish.NONE, REQUEST), unreadable)));
    }
}
