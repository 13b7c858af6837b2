package io.fastervox.app;

import io.fastervox.support.CodedException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fvox history delete}. */
@Command(name = "delete", mixinStandardHelpOptions = true)
final class HistoryDeleteCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "ID", arity = "1..*", descriptionKey = "fvox.history.delete.ids")
    private List<String> ids = List.of();

    HistoryDeleteCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException {
        composition.history().delete(ids);
        return ExitCode.OK;
    }
}
