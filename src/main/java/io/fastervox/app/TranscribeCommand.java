package io.fastervox.app;

import io.fastervox.engine.Engine;
import io.fastervox.files.Batch;
import io.fastervox.files.FileOutcome;
import io.fastervox.files.OutputOptions;
import io.fastervox.files.TranscribeFiles;
import io.fastervox.files.UsedModel;
import io.fastervox.support.CodedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fvox transcribe}: recordings to text on standard output or to files. */
@Command(name = "transcribe", mixinStandardHelpOptions = true, sortOptions = false)
final class TranscribeCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            descriptionKey = "fvox.transcribe.files",
            converter = RecordingsConverter.class)
    private List<Recordings> files = List.of();

    @Mixin
    private RequestChoice choice;

    @Mixin
    private OutputChoice output = new OutputChoice();

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    @Mixin
    private Verbosity verbosity = new Verbosity();

    TranscribeCommand(Composition composition) {
        this.composition = composition;
        this.choice = new RequestChoice(composition);
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        choice.requireAllowed();
        Console console = composition.console();
        Optional<String> spoken = choice.spoken();
        OutputOptions outputs = output.options(console.messages());
        Timings timings = composition.timings();
        Preparation.Wish wish = choice.wish(spoken);
        List<FileOutcome> outcomes;
        // Before the files are looked at and the log is opened: both would hold it up.
        try (EarlyEngine early = composition.earlyEngine()) {
            timings.mark("before worker");
            Batch batch = Batch.check(Recordings.of(files), outputs);
            BatchOnConsole shown =
                    new BatchOnConsole(console, json, outputs.formats().isEmpty());
            batch.items().forEach(shown::refused);
            if (!batch.hasWork()) {
                return ExitCode.FAILED;
            }
            composition.openLog(verbosity.verbose());
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
                    .run(batch, recording -> choice.request(recording, spoken, outputs.formats()), shown.with(used));
            timings.mark("transcription");
        }
        timings.mark("engine end");
        if (!Thread.currentThread().isInterrupted()) {
            composition.update().run();
        }
        if (verbosity.verbose()) {
            console.line(timings.line());
            console.say("log", composition.logFile());
        }
        return BatchOnConsole.ended(console, outcomes);
    }

    private record Loaded(Preparation.Prepared prepared, Engine engine) {}

    private Loaded loaded(Preparation.Wish wish, EarlyEngine early) throws CodedException, InterruptedException {
        Preparation.Prepared prepared = composition.preparation().prepare(wish);
        Engine engine = early.of(prepared.environment(), prepared.spec().device());
        engine.info();
        composition.timings().mark("worker start", early.startedAt());
        composition.timings().mark("checks after it");
        engine.load(prepared.spec());
        return new Loaded(prepared, engine);
    }
}
