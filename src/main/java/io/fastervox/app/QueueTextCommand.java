package io.fastervox.app;

import io.fastervox.files.Queue;
import io.fastervox.support.CodedException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fvox queue text}: the text that a job which is not done has so far. */
@Command(name = "text", mixinStandardHelpOptions = true)
final class QueueTextCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "NUMBER", descriptionKey = "fvox.queue.number")
    private int number;

    QueueTextCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException {
        QueueOnConsole queue = new QueueOnConsole(composition);
        try {
            Optional<String> text = Queue.text(queue.folder(), number);
            text.map(String::stripTrailing).ifPresent(composition.console()::result);
            return text.isPresent() ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            throw queue.unusable(e);
        }
    }
}
