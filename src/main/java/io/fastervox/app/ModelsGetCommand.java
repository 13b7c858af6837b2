package io.fastervox.app;

import io.fastervox.models.ModelStatus;
import io.fastervox.support.CodedException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fvox models get}: fetches what is missing or damaged and lets the engine load it. */
@Command(name = "get", mixinStandardHelpOptions = true)
final class ModelsGetCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "ID", descriptionKey = "fvox.models.id")
    private String id = "";

    @Mixin
    private Verbosity verbosity = new Verbosity();

    ModelsGetCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        composition.openLog(verbosity.verbose());
        ModelStatus status = composition.preparation().model(id);
        composition.console().say("models.ready", status.id(), status.folder());
        return ExitCode.OK;
    }
}
