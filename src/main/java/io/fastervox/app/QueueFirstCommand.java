package io.fastervox.app;

import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import io.fastervox.files.QueueMessage;
import io.fastervox.support.CodedException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fvox queue first}. */
@Command(name = "first", mixinStandardHelpOptions = true)
final class QueueFirstCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "NUMBER", descriptionKey = "fvox.queue.number")
    private int number;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    QueueFirstCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        QueueOnConsole queue = new QueueOnConsole(composition);
        List<Job> named = queue.named(List.of(number), spec);
        queue.tell(new QueueMessage.First(List.of(number)));
        return queue.passedOver(named, job -> job.state() == JobState.WAITING, "queue.not-first");
    }
}
