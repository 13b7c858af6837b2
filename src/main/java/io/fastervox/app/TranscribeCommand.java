package io.fastervox.app;

import io.fastervox.engine.Engine;
import io.fastervox.files.Batch;
import io.fastervox.files.FileOutcome;
import io.fastervox.files.OutputOptions;
import io.fastervox.files.TranscribeFiles;
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
        try (EarlyEngine early = composition.earlyEngine();
                AgentEngine device = new AgentEngine()) {
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
            Alongside.Work<Engine> load = () -> loaded(wish, early, device, shown);
            Engine engine = recovery.orAgain(recovery.orAgain(load), load);
            timings.mark("load");
            outcomes = new TranscribeFiles(engine, device::usedModel)
                    .run(
                            batch,
                            recording -> choice.request(recording, spoken, outputs.formats()),
                            shown.with(device::usedModel));
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

    private Engine loaded(Preparation.Wish wish, EarlyEngine early, AgentEngine device, BatchOnConsole shown)
            throws CodedException, InterruptedException {
        Preparation.Prepared prepared = composition.preparation().prepare(wish);
        device.suspend(); // what ran before a repair was ended for it
        device.use(early::of, prepared);
        Engine engine = new GpuOrCpu(device, shown::gaveWay);
        engine.info();
        composition.timings().mark("worker start", early.startedAt());
        composition.timings().mark("checks after it");
        engine.load(prepared.spec());
        return engine;
    }
}
