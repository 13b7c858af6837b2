package io.fastervox.app;

import io.fastervox.environment.Bundles;
import io.fastervox.environment.Environments;
import io.fastervox.support.CodedException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fvox env import}: sets everything up from a bundle, without a network (R19). */
@Command(name = "import", mixinStandardHelpOptions = true)
final class EnvImportCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "FILE", descriptionKey = "fvox.env.import.file", converter = PathConverter.class)
    private Path file = Path.of("");

    @Mixin
    private Verbosity verbosity = new Verbosity();

    EnvImportCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        composition.openLog(verbosity.verbose());
        Console console = composition.console();
        Environments environments = composition.environments();
        Bundles.Taken taken = environments
                .bundles()
                .take(
                        file,
                        (id, folder) -> composition
                                .models()
                                .importFolder(folder, Optional.of(id), new ModelsOnConsole(console)),
                        console.progress());
        Environments.Built built = environments.setUp(taken.profile(), console.progress());
        console.progress().clear();
        console.say(
                taken.model().isPresent() ? "bundle.taken_with_model" : "bundle.taken",
                built.environment().root(),
                String.format(Locale.ROOT, "%.1f", taken.bytes() / 1e6),
                taken.model().orElse(""));
        return ExitCode.OK;
    }
}
