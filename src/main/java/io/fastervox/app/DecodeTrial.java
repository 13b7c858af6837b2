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
import java.util.stream.DoubleStream;

/** Times how long one decode of the program's own recording takes, greedily, as dictation decodes. */
final class DecodeTrial {
    private static final int RUNS = 3;

    private final Composition composition;
    private final ReadyEnvironment environment;
    private double speechSeconds;

    DecodeTrial(Composition composition, ReadyEnvironment environment) {
        this.composition = composition;
        this.environment = environment;
    }

    /** Length of what was decoded; 0 before the first trial. */
    double speechSeconds() {
        return speechSeconds;
    }

    /** The median of three decodes by a worker of its own, which has decoded once before. */
    double seconds(ModelSpec spec) throws CodedException, InterruptedException {
        try (Engine engine = composition.engine(environment, spec.device())) {
            engine.load(spec);
            speechSeconds = decode(engine).duration();
            double[] runs = new double[RUNS];
            for (int run = 0; run < RUNS; run++) {
                runs[run] = decode(engine).decodeSeconds();
            }
            return DoubleStream.of(runs).sorted().toArray()[RUNS / 2];
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
