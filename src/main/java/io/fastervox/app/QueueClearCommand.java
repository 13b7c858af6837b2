package io.fastervox.app;

import io.fastervox.files.QueueMessage;
import io.fastervox.support.CodedException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code fvox queue clear}. */
@Command(name = "clear", mixinStandardHelpOptions = true)
final class QueueClearCommand implements Callable<Integer> {
    private final Composition composition;

    QueueClearCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        new QueueOnConsole(composition).tell(new QueueMessage.Clear());
        return ExitCode.OK;
    }
}
