package io.fastervox.app;

import io.fastervox.files.QueueMessage;
import io.fastervox.support.CodedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fvox queue retry}. */
@Command(name = "retry", mixinStandardHelpOptions = true)
final class QueueRetryCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "NUMBER", arity = "0..*", descriptionKey = "fvox.queue.retry.numbers")
    private List<Integer> numbers = List.of();

    QueueRetryCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        new QueueOnConsole(composition).tell(new QueueMessage.Retry(Set.copyOf(numbers)));
        return ExitCode.OK;
    }
}
