package io.fastervox.app;

import io.fastervox.history.Kept;
import io.fastervox.support.CodedException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fvox history show}: a whole text. */
@Command(name = "show", mixinStandardHelpOptions = true)
final class HistoryShowCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "ID", arity = "0..1", descriptionKey = "fvox.history.id")
    private @Nullable String id;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    HistoryShowCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException {
        Kept kept = composition.history().get(Optional.ofNullable(id));
        if (json) {
            composition.console().json(HistoryOnConsole.view(kept));
        } else {
            composition.console().result(HistoryOnConsole.text(kept));
        }
        return ExitCode.OK;
    }
}
