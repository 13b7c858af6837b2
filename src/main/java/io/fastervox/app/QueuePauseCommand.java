package io.fastervox.app;

import io.fastervox.files.QueueMessage;
import io.fastervox.support.CodedException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code fvox queue pause}. */
@Command(name = "pause", mixinStandardHelpOptions = true)
final class QueuePauseCommand implements Callable<Integer> {
    private final Composition composition;

    QueuePauseCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        new QueueOnConsole(composition).tell(new QueueMessage.Pause(true));
        return ExitCode.OK;
    }
}
