package io.fastervox.app;

import io.fastervox.environment.Environments.Part;
import io.fastervox.support.CodedException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fvox env remove}: gives the disk back (R20). */
@Command(name = "remove", mixinStandardHelpOptions = true)
final class EnvRemoveCommand implements Callable<Integer> {
    private final Composition composition;

    @Option(names = "--models", descriptionKey = "fvox.env.remove.models")
    private boolean models;

    @Option(names = "--cache", descriptionKey = "fvox.env.remove.cache")
    private boolean cache;

    EnvRemoveCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        Set<Part> parts = EnumSet.of(Part.ENVIRONMENTS, Part.BASE_PYTHON);
        if (cache) {
            parts.add(Part.WHEEL_CACHE);
        }
        long freed = composition.environments().remove(parts);
        if (models) {
            freed += composition.models().removeAll();
        }
        composition.console().freed(freed);
        return ExitCode.OK;
    }
}
