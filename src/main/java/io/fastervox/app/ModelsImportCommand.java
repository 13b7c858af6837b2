package io.fastervox.app;

import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.models.ModelStatus;
import io.fastervox.models.ModelStore;
import io.fastervox.support.CodedException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fvox models import}: takes a model from a folder, for machines that reach no hub. */
@Command(name = "import", mixinStandardHelpOptions = true)
final class ModelsImportCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "FOLDER", descriptionKey = "fvox.models.import.folder")
    private Path folder = Path.of("");

    @Option(names = "--id", paramLabel = "ID", descriptionKey = "fvox.models.import.id")
    private @Nullable String id;

    @Mixin
    private Verbosity verbosity = new Verbosity();

    ModelsImportCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        composition.openLog(verbosity.verbose());
        ModelStore models = composition.models();
        ModelsOnConsole shown = new ModelsOnConsole(composition.console());
        ModelStatus imported = models.importFolder(folder.toAbsolutePath(), Optional.ofNullable(id), shown);
        ReadyEnvironment environment = composition.preparation().environment();
        ModelStatus status = models.load(imported.id(), composition.loader(environment), shown);
        composition.console().say("models.ready", status.id(), status.folder());
        return ExitCode.OK;
    }
}
