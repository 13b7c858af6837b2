package io.fastervox.app;

import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.Environments.Part;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import io.fastervox.support.IoReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
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
        if (cache) {
            freed += cacheAndLogs();
        }
        composition.console().freed(freed);
        return ExitCode.OK;
    }

    /** What is left of ours when settings and recordings are not counted. */
    private long cacheAndLogs() throws EnvironmentException {
        Path data = composition.data();
        try {
            long freed = FileTrees.delete(data.resolve("logs"));
            FileTrees.deleteIfEmpty(data.resolve("cache"));
            FileTrees.deleteIfEmpty(data);
            return freed;
        } catch (IOException e) {
            throw new EnvironmentException(
                    ErrorCode.DATA_FOLDER_NOT_WRITABLE, String.valueOf(e), e, List.of(data, IoReason.of(e)));
        }
    }
}
