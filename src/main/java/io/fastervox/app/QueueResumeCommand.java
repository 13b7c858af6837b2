package io.fastervox.app;

import io.fastervox.files.QueueMessage;
import io.fastervox.support.CodedException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code fvox queue resume}. */
@Command(name = "resume", mixinStandardHelpOptions = true)
final class QueueResumeCommand implements Callable<Integer> {
    private final Composition composition;

    QueueResumeCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        new QueueOnConsole(composition).tell(new QueueMessage.Pause(false));
        return ExitCode.OK;
    }
}
