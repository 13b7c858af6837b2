package io.fastervox.app;

import io.fastervox.app.bench.Samples;
import io.fastervox.app.bench.WorkerBenchmark;
import io.fastervox.engine.Engine;
import io.fastervox.support.CodedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fvox bench worker}. */
@Command(name = "worker", mixinStandardHelpOptions = true)
final class BenchWorkerCommand extends Measurement {
    @Option(names = "--model", paramLabel = "ID", defaultValue = "base", descriptionKey = "fvox.transcribe.model")
    private String model = "base";

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "samples/john-dashwood.wav",
            descriptionKey = "fvox.bench.clip")
    private Path clip = Path.of("");

    BenchWorkerCommand(Composition composition) {
        super("worker", composition);
    }

    @Override
    Figures measure(Composition composition, int rounds) throws CodedException, IOException, InterruptedException {
        Preparation.Prepared prepared = composition.preparation().prepare(Preparation.Wish.ofModel(model));
        Path script = composition.program().resolve("runner/bench_in_process.py");
        Path recording = composition.program().resolve(clip);
        List<Samples> samples;
        try (Engine engine =
                composition.engine(prepared.environment(), prepared.spec().device())) {
            samples = new WorkerBenchmark(engine, prepared.environment().python(), script, prepared.spec())
                    .run(recording, rounds);
        }
        return new Figures(
                "The warm worker, spoken with over its pipes, against faster-whisper called in process: same environment, clip and options, alternating.",
                List.of(
                        "model " + model + ", " + prepared.spec().computeType() + ", "
                                + prepared.spec().cpuThreads() + " threads, beam size 5, language given, VAD on",
                        "clip " + clip.getFileName()
                                + "; each side has transcribed it once immediately before the run that counts"),
                samples,
                List.of(WorkerBenchmark.ratio(samples)));
    }
}
