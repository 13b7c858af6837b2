package io.fastervox.app;

import io.fastervox.config.Tuning;
import io.fastervox.config.TuningFile;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.hardware.Cpu;
import io.fastervox.models.Demand;
import io.fastervox.models.ModelEntry;
import io.fastervox.models.ModelStatus;
import io.fastervox.support.CodedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fvox tune}: finds by a timed run how many threads and which of the models that are here suit this machine. */
@Command(name = "tune", mixinStandardHelpOptions = true, sortOptions = false)
final class TuneCommand implements Callable<Integer> {
    private final Composition composition;
    private final Console console;

    @Option(names = "--forget", descriptionKey = "fvox.tune.forget")
    private boolean forget;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    TuneCommand(Composition composition) {
        this.composition = composition;
        this.console = composition.console();
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        composition.openLog(false);
        TuningFile file = composition.tuningFile();
        if (forget) {
            file.forget();
            console.say("tune.forgotten");
            return ExitCode.OK;
        }
        Preparation.Prepared prepared = composition.preparation().prepare(Preparation.Wish.NONE);
        Tuning found = tuned(prepared);
        file.write(found);
        if (json) {
            console.json(found);
        } else {
            tell(found);
        }
        return ExitCode.OK;
    }

    private Tuning tuned(Preparation.Prepared prepared) throws CodedException, InterruptedException {
        Cpu cpu = composition.hardware().cpu();
        boolean onCpu = prepared.spec().device().equals("cpu");
        DecodeTrial trial = new DecodeTrial(composition, prepared.environment());
        List<Tuning.OfThreads> byThreads = new ArrayList<>();
        if (onCpu) {
            for (int threads : Tuning.candidates(cpu.physicalCores(), cpu.logicalCores())) {
                console.say("tune.trying-threads", prepared.modelId(), threads);
                byThreads.add(new Tuning.OfThreads(
                        threads, trial.seconds(prepared.spec().withCpuThreads(threads))));
            }
        }
        int threads = onCpu ? Tuning.fewest(byThreads) : prepared.spec().cpuThreads();
        List<Tuning.OfModel> byModel = new ArrayList<>();
        for (ModelStatus model : bestFirst()) {
            console.say("tune.trying-model", model.id());
            ModelSpec spec = prepared.spec().withFolder(model.folder()).withCpuThreads(threads);
            try {
                byModel.add(new Tuning.OfModel(model.id(), trial.seconds(spec)));
            } catch (EngineException e) {
                console.error(e); // too large for the memory, for example: the others are tried
            }
        }
        if (trial.disturbed()) {
            console.say("tune.disturbed");
        }
        return new Tuning(
                Tuning.VERSION,
                cpu.name(),
                cpu.physicalCores(),
                prepared.spec().device(),
                trial.speechSeconds(),
                prepared.modelId(),
                byThreads,
                byModel,
                threads,
                Tuning.best(byModel));
    }

    /** Those that are here and know the language of the settings; several where that is open. */
    private List<ModelStatus> bestFirst() throws CodedException, InterruptedException {
        Demand demand = new Demand(composition.settings().language(), false);
        return composition.models().list().stream()
                .filter(ModelStatus::complete)
                .filter(model ->
                        model.entry().filter(entry -> entry.suits(demand)).isPresent())
                .sorted(Comparator.comparingInt(TuneCommand::parameters).reversed())
                .toList();
    }

    private static int parameters(ModelStatus model) {
        return model.entry().map(ModelEntry::parametersMillions).orElse(0);
    }

    private void tell(Tuning found) {
        String length = seconds(found.speechSeconds());
        found.byThreads()
                .forEach(trial ->
                        tell("tune.threads", trial.threads(), seconds(trial.seconds()), length, found.trialModel()));
        found.byModel().forEach(trial -> tell("tune.model", trial.model(), seconds(trial.seconds()), length));
        if (!found.byThreads().isEmpty()) {
            tell("tune.use-threads", found.threads());
        }
        if (found.model().isPresent()) {
            tell("tune.use-model", found.model().get(), seconds(Tuning.LONGEST_WAIT));
        } else {
            tell("tune.no-model", seconds(Tuning.LONGEST_WAIT));
        }
        Optional<String> named = composition.settings().model();
        named.ifPresent(model -> tell("tune.named-model", model));
        if (composition.settings().threads() > 0) {
            tell("tune.named-threads", composition.settings().threads());
        }
    }

    private void tell(String key, Object... arguments) {
        console.result(console.messages().text(key, arguments));
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
