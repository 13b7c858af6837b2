package io.fastervox.app;

import io.fastervox.files.QueueMessage;
import io.fastervox.support.CodedException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fvox queue first}. */
@Command(name = "first", mixinStandardHelpOptions = true)
final class QueueFirstCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "NUMBER", descriptionKey = "fvox.queue.number")
    private int number;

    QueueFirstCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        new QueueOnConsole(composition).tell(new QueueMessage.First(number));
        return ExitCode.OK;
    }
}
