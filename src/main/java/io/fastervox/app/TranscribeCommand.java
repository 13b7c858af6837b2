package io.fastervox.app;

import io.fastervox.engine.Engine;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.files.Batch;
import io.fastervox.files.FileOutcome;
import io.fastervox.files.OutputOptions;
import io.fastervox.files.TranscribeFiles;
import io.fastervox.files.UsedModel;
import io.fastervox.support.CodedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fvox transcribe}: recordings to text on standard output or to files. */
@Command(name = "transcribe", mixinStandardHelpOptions = true, sortOptions = false)
final class TranscribeCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "FILE", arity = "1..*", descriptionKey = "fvox.transcribe.files")
    private List<Path> files = List.of();

    @Option(names = "--model", paramLabel = "ID", descriptionKey = "fvox.transcribe.model")
    private @Nullable String model;

    @Option(names = "--language", paramLabel = "CODE", descriptionKey = "fvox.transcribe.language")
    private @Nullable String language;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            defaultValue = "transcribe",
            descriptionKey = "fvox.transcribe.task",
            converter = TaskConverter.class)
    private Task task = Task.TRANSCRIBE;

    @Option(
            names = "--beam-size",
            paramLabel = "N",
            defaultValue = "5",
            descriptionKey = "fvox.transcribe.beam-size",
            converter = NumberInRange.BeamSize.class)
    private int beamSize;

    @Option(names = "--word-timestamps", descriptionKey = "fvox.transcribe.word-timestamps")
    private boolean wordTimestamps;

    @Option(
            names = "--vad-filter",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            descriptionKey = "fvox.transcribe.vad-filter")
    private boolean vadFilter;

    @Option(names = "--initial-prompt", paramLabel = "TEXT", descriptionKey = "fvox.transcribe.initial-prompt")
    private @Nullable String initialPrompt;

    @Option(names = "--hotwords", paramLabel = "TEXT", descriptionKey = "fvox.transcribe.hotwords")
    private @Nullable String hotwords;

    @Option(
            names = "--audio-track",
            paramLabel = "N",
            descriptionKey = "fvox.transcribe.audio-track",
            converter = TrackConverter.class)
    private @Nullable Integer audioTrack;

    @Mixin
    private OutputChoice output = new OutputChoice();

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            descriptionKey = "fvox.transcribe.device",
            converter = DeviceConverter.class)
    private @Nullable String device;

    @Option(names = "--compute-type", paramLabel = "TYPE", descriptionKey = "fvox.transcribe.compute-type")
    private @Nullable String computeType;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    @Mixin
    private Verbosity verbosity = new Verbosity();

    TranscribeCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        Console console = composition.console();
        Optional<String> spoken = composition.spoken(Optional.ofNullable(language));
        OutputOptions outputs = output.options();
        Batch batch = Batch.check(files, outputs);
        BatchOnConsole shown =
                new BatchOnConsole(console, json, outputs.formats().isEmpty());
        batch.items().forEach(shown::refused);
        if (!batch.hasWork()) {
            return ExitCode.FAILED;
        }
        Timings timings = composition.timings();
        Preparation.Wish wish = new Preparation.Wish(
                Optional.ofNullable(model),
                spoken,
                task == Task.TRANSLATE,
                Optional.ofNullable(device),
                Optional.ofNullable(computeType));
        List<FileOutcome> outcomes;
        try (EarlyEngine early = composition.earlyEngine()) {
            timings.mark("before worker");
            composition.openLog(verbosity.verbose()); // after the worker's start, which it would hold up
            Recovery recovery = new Recovery(composition);
            Alongside.Work<Loaded> load = () -> loaded(wish, early);
            Loaded loaded = recovery.orAgain(load);
            Preparation.Prepared prepared = loaded.prepared();
            Engine engine = recovery.orAgain(loaded.engine(), () -> load.run().engine());
            timings.mark("load");
            UsedModel used = new UsedModel(
                    prepared.modelId(),
                    prepared.spec().device(),
                    prepared.spec().computeType());
            outcomes = new TranscribeFiles(engine, Optional.of(used))
                    .run(batch, recording -> request(recording, spoken), shown.with(used));
            timings.mark("transcription");
        }
        timings.mark("engine end");
        if (verbosity.verbose()) {
            console.line(timings.line());
            console.say("log", composition.logFile());
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return exitCode(outcomes);
    }

    private record Loaded(Preparation.Prepared prepared, Engine engine) {}

    private Loaded loaded(Preparation.Wish wish, EarlyEngine early) throws CodedException, InterruptedException {
        Preparation.Prepared prepared = composition.preparation().prepare(wish);
        composition.timings().mark("checks");
        Engine engine = early.of(prepared.environment(), prepared.spec().device());
        engine.load(prepared.spec());
        return new Loaded(prepared, engine);
    }

    private TranscriptionRequest request(Path recording, Optional<String> spoken) {
        return new TranscriptionRequest(
                recording.toAbsolutePath(),
                spoken,
                task,
                beamSize,
                wordTimestamps,
                vadFilter,
                Optional.ofNullable(initialPrompt),
                Optional.ofNullable(hotwords),
                audioTrack == null ? OptionalInt.empty() : OptionalInt.of(audioTrack),
                0);
    }

    private static int exitCode(List<FileOutcome> outcomes) {
        List<FileOutcome> undone = new ArrayList<>(outcomes);
        undone.removeIf(FileOutcome.Done.class::isInstance);
        return undone.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
