package io.fastervox.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fastervox.engine.ModelSpec;
import io.fastervox.support.Exec;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** faster-whisper called in process, as anybody would call it: {@code runner/bench_in_process.py}. */
final class InProcess {
    private static final Duration CLIP = Duration.ofMinutes(5);

    private final Path python;
    private final Path script;
    private final ModelSpec model;
    private final Duration limit;

    InProcess(Path python, Path script, ModelSpec model) {
        this(python, script, model, CLIP);
    }

    /** @param limit of one call */
    InProcess(Path python, Path script, ModelSpec model, Duration limit) {
        this.python = python;
        this.script = script;
        this.model = model;
        this.limit = limit;
    }

    /** The warm {@code seconds} and the {@code text}. */
    JsonNode transcribe(Path clip, String way) throws IOException, InterruptedException {
        List<String> command = List.of(
                python.toString(),
                "-I",
                "-X",
                "utf8",
                script.toString(),
                model.folder().toString(),
                clip.toString(),
                model.computeType(),
                Integer.toString(model.cpuThreads()),
                way);
        Exec.Result result = Exec.of(command, limit).run();
        if (!result.succeeded()) {
            throw new IOException("faster-whisper in process: " + result.describe());
        }
        return Json.strict().readTree(result.stdout());
    }
}
