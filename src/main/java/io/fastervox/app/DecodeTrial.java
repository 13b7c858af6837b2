package io.fastervox.app;

import io.fastervox.engine.Engine;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.CodedException;
import java.util.Optional;
import java.util.OptionalInt;

/** Times how long one decode of the program's own recording takes, greedily, as dictation decodes. */
final class DecodeTrial {
    private static final int RUNS = 3;
    /** Runs of one trial that differ by more were disturbed: on a quiet machine they differ by a few per cent. */
    private static final double STEADY = 1.3;

    private final Composition composition;
    private final ReadyEnvironment environment;
    private double speechSeconds;
    private boolean disturbed;

    DecodeTrial(Composition composition, ReadyEnvironment environment) {
        this.composition = composition;
        this.environment = environment;
    }

    /** Length of what was decoded; 0 before the first trial. */
    double speechSeconds() {
        return speechSeconds;
    }

    /** Whether something else kept the machine busy during a trial. */
    boolean disturbed() {
        return disturbed;
    }

    /** The fastest of three decodes by a worker of its own, which has decoded once before: the one that was disturbed least. */
    double seconds(ModelSpec spec) throws CodedException, InterruptedException {
        try (Engine engine = composition.engine(environment, spec.device())) {
            engine.load(spec);
            speechSeconds = decode(engine).duration();
            double fastest = Double.MAX_VALUE;
            double slowest = 0;
            for (int run = 0; run < RUNS; run++) {
                double took = decode(engine).decodeSeconds();
                fastest = Math.min(fastest, took);
                slowest = Math.max(slowest, took);
            }
            disturbed |= slowest > STEADY * fastest;
            return fastest;
        }
    }

    private TranscriptionResult decode(Engine engine) throws CodedException, InterruptedException {
        TranscriptionRequest request = new TranscriptionRequest(
                composition.embed().selfTestRecording().toAbsolutePath(),
                Optional.of("en"),
                Task.TRANSCRIBE,
                1,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                0);
        return engine.transcribe(request, new TranscriptionListener() {});
    }
}
