package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.engine.ModelSpec;
import io.fastervox.environment.Admission.Obstacle;
import io.fastervox.environment.Admission.Verdict;
import io.fastervox.environment.Admissions.Subject;
import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.environment.Replacement.Outcome;
import io.fastervox.models.ModelStatus;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R21: an update of the packages beside those that serve")
class LaterUpdateTest {
    private static final String BEGINS =
            "A newer set of packages belongs to this version of the program. It is fetched now; the present one serves until it is ready.\n";
    private static final ReadyEnvironment ENVIRONMENT =
            new ReadyEnvironment(Path.of("root"), Path.of("python"), "cuda", "lock");
    private static final Subject SUBJECT = new Subject("base@1", "cpu", "int8", "newer", "");

    @TempDir
    private Path home;

    private final List<String> asked = new ArrayList<>();

    /** What is built and tried for the update, and how that ends. */
    @FunctionalInterface
    private interface End {
        Outcome reached() throws CodedException, InterruptedException;
    }

    private final class FakeSuccessor implements Successor {
        private final End end;

        FakeSuccessor(End end) {
            this.end = end;
        }

        @Override
        public void use(Preparation.Prepared tested) {
            throw new AssertionError(tested);
        }

        @Override
        public Outcome inPlaceOfLive(Composition composition, DeviceDecision decision, ModelStatus model)
                throws CodedException, InterruptedException {
            asked.add(decision.profile() + " on " + decision.device() + " with " + model.id());
            return end.reached();
        }
    }

    /** What is said when the environment of a profile, if there is one, is due while {@code base} serves on the processor. */
    private String said(List<String> due, End end) throws CodedException, InterruptedException {
        Written written = new Written();
        PrintStream out = written.stream();
        Console console = new Console(out, out, Messages.in(Locale.ENGLISH), false);
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console)) {
            LaterUpdate update = new LaterUpdate(composition);
            due.forEach(update::isDue);
            ModelSpec spec = new ModelSpec(Path.of("model"), "cpu", "int8", 4);
            update.beside(new Preparation.Prepared(ENVIRONMENT, "base", spec), new FakeSuccessor(end));
        }
        return written.text();
    }

    @Test
    void nothingHappensWhenNoneIsDue() throws Exception {
        assertEquals("", said(List.of(), () -> new Outcome.Serving(ENVIRONMENT, SUBJECT)));
        assertEquals(List.of(), asked);
    }

    @Test
    void theProfileThatIsDueIsTriedWithTheModelAndOnTheDeviceThatServe() throws Exception {
        String said = said(List.of("cuda"), () -> new Outcome.Serving(ENVIRONMENT, SUBJECT));

        assertEquals(List.of("cuda on cpu with base"), asked);
        assertEquals(BEGINS + "The environment is up to date.\n", said);
    }

    @Test
    void oneThatFailsItsTestLeavesThePresentOneAndSaysWhy() throws Exception {
        Verdict.Refused refused = new Verdict.Refused(Obstacle.WRONG_TEXT, "word error rate 1.00 on the self-test");

        assertEquals(
                BEGINS
                        + "The environment could not be updated (It computes, but the text was wrong.) The present one goes on serving.\n",
                said(List.of("cpu"), () -> new Outcome.Refused(SUBJECT, refused)));
    }

    @Test
    void oneThatCannotBeBuiltOrHasNoRoomLeavesThePresentOneAndSaysWhy() throws Exception {
        Messages english = Messages.in(Locale.ENGLISH);
        String cause = english.cause(ErrorCode.OUT_OF_MEMORY, List.of("base"));

        assertEquals(
                BEGINS + "The environment could not be updated (" + cause + ") The present one goes on serving.\n",
                said(List.of("cpu"), () -> {
                    throw new EnvironmentException(ErrorCode.OUT_OF_MEMORY, "out of memory", "base");
                }));
    }

    @Test
    void whoEndsItIsNotKeptFromIt() {
        assertThrows(
                InterruptedException.class,
                () -> said(List.of("cpu"), () -> {
                    throw new InterruptedException();
                }));
    }
}
