package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Ready;
import io.fastervox.agent.Report;
import io.fastervox.config.Settings;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.environment.Admission;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.PlatformId;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.environment.ReadyMade;
import io.fastervox.models.FakeModel;
import io.fastervox.models.Loader;
import io.fastervox.models.ModelCatalogue;
import io.fastervox.models.ModelEntry;
import io.fastervox.models.ModelStatus;
import io.fastervox.models.ModelStore;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisplayName("R23: the set-up of the program in the tray")
class AgentSetUpTest {
    private static final EnvironmentException REFUSED =
            new EnvironmentException(ErrorCode.DATA_FOLDER_UNREADABLE, "no way in", "/data");

    @TempDir
    private Path home;

    private final BlockingQueue<AgentEvent> heard = new LinkedBlockingQueue<>();
    private final AgentEngine engine = new AgentEngine();
    private final CountDownLatch begun = new CountDownLatch(1);
    private Optional<AgentSetUp> setUp = Optional.empty();

    private AgentSetUp setUp(AgentSetUp.Parts parts) {
        AgentSetUp made = new AgentSetUp(parts, engine, heard::add, Locale.ENGLISH);
        setUp = Optional.of(made);
        return made;
    }

    @AfterEach
    void close() {
        setUp.ifPresent(AgentSetUp::close);
        engine.close();
    }

    private static Report failed(ErrorCode code, Object... arguments) {
        return new Report.SetUpFailed(new Problem(code, List.of(arguments)));
    }

    @Test
    void whatItCannotDoIsToldWithItsCode() throws Exception {
        setUp(console -> {
                    throw REFUSED;
                })
                .begin(Settings.DEFAULTS);

        assertEquals(failed(ErrorCode.DATA_FOLDER_UNREADABLE, "/data"), heard.take());
    }

    @Test
    void aModelThatNobodyKnowsIsToldBeforeAnythingIsBuilt() throws Exception {
        setUp(console -> new Composition(Map.of("FASTERVOX_HOME", home.toString()), console))
                .begin(Settings.DEFAULTS.withModel(Optional.of("enormous")));

        String known = String.join(
                ", ",
                ModelCatalogue.shipped().entries().stream().map(ModelEntry::id).toList());
        assertEquals(failed(ErrorCode.MODEL_UNKNOWN, "enormous", known), heard.take());
    }

    /** An environment, a model and the proof that they work together, as an earlier run has left them. */
    private void makeEverythingReady(Map<String, String> variables, Settings settings, String profile)
            throws Exception {
        makeReady(variables, settings, profile, new Admission.Verdict.Admitted(0, 1));
    }

    private void makeReady(Map<String, String> variables, Settings settings, String profile, Admission.Verdict verdict)
            throws Exception {
        PrintStream out = new Written().stream();
        try (Composition composition =
                new Composition(variables, new Console(out, out, Messages.in(Locale.ENGLISH), false))) {
            composition.useSettings(settings);
            ReadyEnvironment environment = ReadyMade.in(
                    composition.data(),
                    composition.archive(PlatformId.current()),
                    profile,
                    composition.environments().lockId(profile));
            ModelStore models = composition.models();
            models.importFolder(FakeModel.of(1).write(home.resolve("from")), Optional.of("mine"), progress -> {});
            ModelStatus model = models.load("mine", new Loader(environment.lockId(), folder -> {}), progress -> {});
            composition
                    .environments()
                    .admissions()
                    .admit(
                            (ready, folder, place) -> verdict,
                            environment,
                            Preparation.identity(model),
                            model.folder(),
                            composition.devices().decision());
        }
    }

    private List<AgentEvent> hear(int events) throws InterruptedException {
        List<AgentEvent> all = new ArrayList<>();
        while (all.size() < events) {
            all.add(heard.take());
        }
        return all.stream()
                .filter(event -> !(event instanceof Report.ModelsAre))
                .toList();
    }

    @Test
    void whatIsThereAlreadyIsReadyAtOnce() throws Exception {
        Map<String, String> variables = Map.of("FASTERVOX_HOME", home.toString());
        Settings settings = Settings.DEFAULTS.withModel(Optional.of("mine")).withDevice(Settings.Device.CPU);
        makeEverythingReady(variables, settings, "cpu");

        setUp(console -> new Composition(variables, console)).begin(settings);

        assertEquals(List.of(new Report.Prepared(new Ready("mine", "cpu", "int8"))), hear(2));
        assertEquals(Optional.of("mine"), engine.model());
    }

    @Test
    void onTheProcessorAModelOfOnesOwnNeedNotUnderstandTheEnglishOfTheSelfTest() throws Exception {
        Map<String, String> variables = Map.of("FASTERVOX_HOME", home.toString());
        Settings settings = Settings.DEFAULTS.withModel(Optional.of("mine")).withDevice(Settings.Device.CPU);
        makeReady(
                variables,
                settings,
                "cpu",
                new Admission.Verdict.Refused(Admission.Obstacle.WRONG_TEXT, "word error rate 0.90 on the self-test"));

        setUp(console -> new Composition(variables, console)).begin(settings);

        assertEquals(List.of(new Report.Prepared(new Ready("mine", "cpu", "int8"))), hear(2));
    }

    @Test
    void anErrorOfTheProgramIsToldTooAndTheNextRunWorks() throws Exception {
        AgentSetUp made = setUp(console -> {
            if (begun.getCount() > 0) {
                begun.countDown();
                throw new IllegalStateException("a mistake");
            }
            throw REFUSED;
        });

        made.begin(Settings.DEFAULTS);
        AgentEvent first = heard.take();
        made.begin(Settings.DEFAULTS);

        assertEquals(
                List.of(
                        failed(ErrorCode.INTERNAL, "java.lang.IllegalStateException: a mistake"),
                        failed(ErrorCode.DATA_FOLDER_UNREADABLE, "/data")),
                List.of(first, heard.take()));
    }

    /** Its first run works until it is ended; the others say whether that one still works. */
    private AgentSetUp atWork() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        AgentSetUp made = setUp(console -> {
            if (begun.getCount() == 0) {
                throw new EnvironmentException(ErrorCode.DISK_FULL, "no room", working.getCount());
            }
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                working.countDown();
            }
            throw REFUSED;
        });
        made.begin(Settings.DEFAULTS);
        begun.await();
        return made;
    }

    @Test
    void itIsTriedAgainAfterThePause() throws Exception {
        setUp(console -> {
                    throw REFUSED;
                })
                .tryAgainAfter(Duration.ofMillis(1), 3);

        assertEquals(new Report.TryAgain(3), heard.take());
    }

    @Test
    void onlyTheLatestRunIsHeardTheEarlierHasEndedBeforeAndAnotherTryIsNeedless() throws Exception {
        AgentSetUp made = atWork();

        made.tryAgainAfter(Duration.ofMillis(1), 3);
        made.begin(Settings.DEFAULTS);
        AgentEvent first = heard.take();
        made.tryAgainAfter(Duration.ofMillis(2), 4);

        assertEquals(List.of(failed(ErrorCode.DISK_FULL, 0L), new Report.TryAgain(4)), List.of(first, heard.take()));
    }

    @Test
    void whileItRepairsNothingIsBegunWithTheOldEngine() throws Exception {
        Engine unused = new HearingEngine();
        engine.use(
                (environment, device) -> unused,
                new Preparation.Prepared(
                        new ReadyEnvironment(home, home, "cpu", "lock"),
                        "base",
                        new ModelSpec(home, "cpu", "int8", 4)));
        assertEquals(Optional.of("base"), engine.model());

        setUp(console -> {
                    throw REFUSED;
                })
                .repair(Settings.DEFAULTS);

        EngineException missing = assertThrows(EngineException.class, engine::get);
        assertEquals(ErrorCode.ENVIRONMENT_MISSING, missing.code());
        assertEquals(failed(ErrorCode.DATA_FOLDER_UNREADABLE, "/data"), heard.take());
    }

    @Test
    void whatIsEndedIsNotHeardAnyMore() throws Exception {
        AgentSetUp made = atWork();

        made.end();
        made.tryAgainAfter(Duration.ofMillis(1), 9);

        assertEquals(new Report.TryAgain(9), heard.take());
    }
}
