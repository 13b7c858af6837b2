package io.fastervox.app;

import io.fastervox.support.CodedException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fvox models remove}: prints the bytes freed. */
@Command(name = "remove", mixinStandardHelpOptions = true)
final class ModelsRemoveCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "ID", descriptionKey = "fvox.models.id")
    private String id = "";

    ModelsRemoveCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        composition.console().freed(composition.models().remove(id));
        return ExitCode.OK;
    }
}
