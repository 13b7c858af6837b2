package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.environment.Admission.Obstacle;
import io.fastervox.environment.Admission.Verdict;
import io.fastervox.environment.Admissions.Subject;
import io.fastervox.environment.Replacement.Outcome;
import io.fastervox.environment.Replacement.Wanted;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.ProgressListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A second lock in the place of the live one; the packages are a few bytes each and the worker is played by the test. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake Python is a sh script")
class ReplacementTest {
    private static final Verdict PASSED = new Verdict.Admitted(0, 1);
    private static final Verdict.Refused FAILED = new Verdict.Refused(Obstacle.NO_CUDA_DEVICE, "no CUDA device");

    @TempDir
    Path folder;

    private @Nullable FakeProgram program;
    private final List<String> happened = new ArrayList<>();
    private final Wanted wanted = new Wanted(
            new DeviceDecision("cpu", "cpu", Optional.empty(), List.of("int8", "float32"), 2, List.of()),
            "base@1",
            Path.of("base"));
    private Optional<ReadyEnvironment> old = Optional.empty();

    private FakeProgram fake() {
        return Objects.requireNonNull(program);
    }

    @BeforeEach
    void aLiveEnvironmentAndANewerLock() throws Exception {
        program = new FakeProgram(folder, "av", "fasterwhisper");
        old = Optional.of(
                fake().environments().ensure("cpu", ProgressListener.NONE).environment());
        fake().updateLock("cublas");
    }

    @AfterEach
    void close() {
        fake().close();
    }

    private Replacement replacement(Verdict verdict) throws Exception {
        return new Replacement(fake().environments(), (environment, model, place) -> {
            happened.add("admission " + place.computeType() + ", live " + liveName());
            return verdict;
        });
    }

    private String liveName() throws EnvironmentException {
        return fake().environments().live().equals(old) ? "old" : "new";
    }

    private Outcome run(Replacement replacement) throws Exception {
        return replacement.run(
                wanted,
                (environment, admitted) -> happened.add("take over, live " + liveName()),
                ProgressListener.NONE);
    }

    @Test
    void whatIsAdmittedIsHandedOverThenLiveAndTheOldFolderGoes() throws Exception {
        Outcome outcome = run(replacement(PASSED));

        ReadyEnvironment now = fake().environments().live().orElseThrow();
        assertEquals(new Outcome.Serving(now, new Subject("base@1", "cpu", "int8", fake().lockId(), "")), outcome);
        assertEquals(List.of("admission int8, live old", "take over, live old"), happened);
        assertEquals(fake().lockId(), now.lockId());
        assertFalse(Files.exists(old.orElseThrow().root()));
    }

    @Test
    void whatIsNotAdmittedLeavesTheOldOneServingAndIsNotBuiltAgain() throws Exception {
        Outcome first = run(replacement(FAILED));
        happened.add("again");
        Outcome again = run(replacement(FAILED));

        Outcome refused = new Outcome.Refused(new Subject("base@1", "cpu", "float32", fake().lockId(), ""), FAILED);
        assertEquals(List.of(refused, refused), List.of(first, again));
        assertEquals(List.of("admission int8, live old", "admission float32, live old", "again"), happened);
        assertEquals(old, fake().environments().live());
        assertFalse(Files.exists(fake().environment(1)), "what was refused takes no disk");
    }

    @Test
    void whatIsNotAdmittedIsTriedAgainWithAnotherLock() throws Exception {
        run(replacement(FAILED));
        fake().updateLock("cudnn");

        assertInstanceOf(Outcome.Serving.class, run(replacement(PASSED)));
    }

    @Test
    void anOwnerThatCannotTakeOverKeepsTheOldOneLive() throws Exception {
        EnvironmentException broken = new EnvironmentException(ErrorCode.OUT_OF_MEMORY, "no", "base");

        EnvironmentException failure = assertThrows(
                EnvironmentException.class,
                () -> replacement(PASSED)
                        .run(
                                wanted,
                                (environment, admitted) -> {
                                    throw broken;
                                },
                                ProgressListener.NONE));

        assertEquals(broken, failure);
        assertEquals(old, fake().environments().live());
    }

    @Test
    void aFailedBuildKeepsTheOldOneLiveAndIsContinuedLater() throws Exception {
        fake().mode("selftest", "fails");
        EnvironmentException failure = assertThrows(EnvironmentException.class, () -> run(replacement(PASSED)));
        assertEquals(ErrorCode.ENVIRONMENT_SELF_TEST_FAILED, failure.code());
        assertEquals(old, fake().environments().live());
        fake().reset();

        assertInstanceOf(Outcome.Serving.class, run(replacement(PASSED)));
        assertEquals(List.of("selftest"), fake().calls());
    }

    @Test
    void whatWasBuiltButNotHandedOverBeforeAKillIsUsedWithoutABuild() throws Exception {
        ReadyEnvironment waiting =
                fake().environments().candidate("cpu", ProgressListener.NONE).environment();
        assertEquals(old, fake().environments().live());
        fake().reset();

        run(replacement(PASSED));

        assertEquals(Optional.of(waiting), fake().environments().live());
        assertEquals(List.of(), fake().calls());
    }

    @Test
    void anInterruptionEndsItAndTheOldOneStaysLive() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Replacement hanging = new Replacement(fake().environments(), (environment, model, place) -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return PASSED;
        });
        FutureTask<Outcome> outcome =
                new FutureTask<>(() -> hanging.run(wanted, (environment, admitted) -> {}, ProgressListener.NONE));
        Thread thread = new Thread(outcome, "replacement");
        thread.start();
        asked.await();
        thread.interrupt();

        ExecutionException ended = assertThrows(ExecutionException.class, outcome::get);
        assertInstanceOf(InterruptedException.class, ended.getCause());
        assertEquals(old, fake().environments().live());
    }

    @Test
    void aBuildTellsBeforehandWhatItTakes() throws Exception {
        List<BuildPlan> plans = fake().plans();
        plans.clear();
        run(replacement(PASSED));
        run(replacement(PASSED));

        assertEquals(1, plans.size());
        assertTrue(plans.get(0).downloadBytes() > 0 && plans.get(0).downloadBytes() < 2000, plans.toString());
        assertEquals("cpu 1000", plans.get(0).profile() + " " + plans.get(0).diskBytes());
    }
}
