package io.fastervox.engine.worker;

import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Segment;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.engine.WordErrorRate;
import io.fastervox.environment.Admission;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Admits what decodes the self-test recording rightly, in a worker of its own. */
public final class WorkerAdmission implements Admission {
    private static final double WORST_WORD_ERROR_RATE = 0.10;
    private static final int BEAM_SIZE = 5;

    /** Failures that tell of the device and the compute type. Others pass, and a verdict would outlive them. */
    private static final Set<ErrorCode> OF_THE_SUBJECT = EnumSet.of(
            ErrorCode.DEVICE_UNAVAILABLE,
            ErrorCode.COMPUTE_TYPE_UNSUPPORTED,
            ErrorCode.WORKER_CRASHED,
            ErrorCode.WORKER_UNRESPONSIVE);

    private final Function<ReadyEnvironment, WorkerCommand> commands;
    private final SelfTest selfTest;

    /** {@code commands} says how a worker is started in an environment. */
    public WorkerAdmission(Function<ReadyEnvironment, WorkerCommand> commands, SelfTest selfTest) {
        this.commands = commands;
        this.selfTest = selfTest;
    }

    @Override
    public Verdict admit(ReadyEnvironment environment, Path modelFolder, Place place)
            throws EnvironmentException, InterruptedException {
        WorkerCommand command = commands.apply(environment).forDevice(place.device());
        try (WorkerEngine engine = new WorkerEngine(command)) {
            engine.load(new ModelSpec(modelFolder, place.device(), place.index(), place.computeType(), 0));
            return judge(engine.transcribe(request(), new TranscriptionListener() {}));
        } catch (EngineException e) {
            if (!OF_THE_SUBJECT.contains(e.code())) {
                throw new EnvironmentException(e.code(), String.valueOf(e.getMessage()), e, e.arguments());
            }
            return new Verdict.Refused(Obstacles.of(e), e.code().id() + " " + e.getMessage());
        }
    }

    private TranscriptionRequest request() {
        return new TranscriptionRequest(
                selfTest.recording(),
                Optional.of(selfTest.language()),
                Task.TRANSCRIBE,
                BEAM_SIZE,
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                0);
    }

    private Verdict judge(TranscriptionResult result) {
        String heard = result.segments().stream().map(Segment::text).collect(Collectors.joining());
        double rate = WordErrorRate.of(selfTest.transcript(), heard);
        return rate <= WORST_WORD_ERROR_RATE
                ? new Verdict.Admitted(rate, result.decodeSeconds())
                : new Verdict.Refused(
                        Obstacle.WRONG_TEXT, String.format(Locale.ROOT, "word error rate %.2f on the self-test", rate));
    }
}
