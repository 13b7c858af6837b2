package io.fastervox.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Segment;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The warm worker against faster-whisper called in process: same environment, clip and options, alternating. Ours is timed
 * from the call to its return, so the protocol and both processes are in it.
 */
public final class WorkerBenchmark {
    private static final double AIM = 1.05;
    private static final int BEAM_SIZE = 5;

    private final Engine engine;
    private final Path python;
    private final Path script;
    private final ModelSpec model;

    /** @param script {@code runner/bench_in_process.py} */
    public WorkerBenchmark(Engine engine, Path python, Path script, ModelSpec model) {
        this.engine = engine;
        this.python = python;
        this.script = script;
        this.model = model;
    }

    /** Samples of ours and of the other side, in this order. */
    public List<Samples> run(Path clip, int rounds) throws EngineException, IOException, InterruptedException {
        List<Double> ours = new ArrayList<>();
        List<Double> inProcess = new ArrayList<>();
        engine.load(model);
        for (int round = 0; round < rounds; round++) {
            transcribe(clip); // the other side, too, has just transcribed it
            long began = System.nanoTime();
            String text = transcribe(clip);
            ours.add((System.nanoTime() - began) / 1e9);
            JsonNode other = inProcess(clip);
            inProcess.add(other.required("seconds").asDouble());
            if (!other.required("text").asText().equals(text)) {
                throw new IOException("the two sides heard different texts, so they did different work");
            }
        }
        return List.of(new Samples("warm worker", "s", ours), new Samples("faster-whisper in process", "s", inProcess));
    }

    public static Ratio ratio(List<Samples> samples) {
        return Ratio.of(samples.get(0), samples.get(1), AIM);
    }

    private String transcribe(Path clip) throws EngineException, InterruptedException {
        TranscriptionRequest request = new TranscriptionRequest(
                clip,
                Optional.of("en"),
                Task.TRANSCRIBE,
                BEAM_SIZE,
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                0);
        return engine.transcribe(request, new TranscriptionListener() {}).segments().stream()
                .map(Segment::text)
                .collect(Collectors.joining());
    }

    private JsonNode inProcess(Path clip) throws IOException, InterruptedException {
        return new InProcess(python, script, model).transcribe(clip, "worker");
    }
}
