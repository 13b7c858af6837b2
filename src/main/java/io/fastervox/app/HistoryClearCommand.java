package io.fastervox.app;

import io.fastervox.support.CodedException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code fvox history clear}. */
@Command(name = "clear", mixinStandardHelpOptions = true)
final class HistoryClearCommand implements Callable<Integer> {
    private final Composition composition;

    HistoryClearCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException {
        composition.console().say("history.cleared", composition.history().clear());
        return ExitCode.OK;
    }
}
