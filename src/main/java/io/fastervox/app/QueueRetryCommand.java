package io.fastervox.app;

import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import io.fastervox.files.QueueMessage;
import io.fastervox.support.CodedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fvox queue retry}. */
@Command(name = "retry", mixinStandardHelpOptions = true)
final class QueueRetryCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "NUMBER", arity = "0..*", descriptionKey = "fvox.queue.retry.numbers")
    private List<Integer> numbers = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    QueueRetryCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        QueueOnConsole queue = new QueueOnConsole(composition);
        List<Job> named = queue.named(numbers, spec);
        queue.tell(new QueueMessage.Retry(Set.copyOf(numbers)));
        return queue.passedOver(named, QueueRetryCommand::canBeTried, "queue.not-retried");
    }

    private static boolean canBeTried(Job job) {
        return job.state() == JobState.FAILED || job.state() == JobState.CANCELLED || job.isAway();
    }
}
