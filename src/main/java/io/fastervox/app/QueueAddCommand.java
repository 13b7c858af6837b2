package io.fastervox.app;

import io.fastervox.files.Batch;
import io.fastervox.files.JobOrders;
import io.fastervox.files.OutputOptions;
import io.fastervox.files.QueueMessage;
import io.fastervox.support.CodedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fvox queue add}: recordings join the queue; {@code fvox queue run} or the agent works on them. */
@Command(name = "add", mixinStandardHelpOptions = true, sortOptions = false)
final class QueueAddCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            descriptionKey = "fvox.transcribe.files",
            converter = RecordingsConverter.class)
    private List<Recordings> files = List.of();

    @Mixin
    private RequestChoice choice;

    @Mixin
    private OutputChoice output = new OutputChoice();

    QueueAddCommand(Composition composition) {
        this.composition = composition;
        this.choice = new RequestChoice(composition);
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        choice.requireAllowed();
        Console console = composition.console();
        QueueOnConsole queue = new QueueOnConsole(composition);
        Optional<String> spoken = choice.spoken();
        choice.requireModel(spoken);
        OutputOptions options = output.ofJobs(console.messages());
        JobOrders orders;
        try {
            orders = JobOrders.of(
                    queue.folder(),
                    Recordings.of(files),
                    options,
                    choice.modelWish(),
                    recording -> choice.request(recording, spoken, options.formats()));
        } catch (IOException e) {
            throw queue.unusable(e);
        }
        for (Batch.Item.Refused refused : orders.refused()) {
            console.error(refused.error());
        }
        if (!orders.orders().isEmpty()) {
            queue.tell(new QueueMessage.Add(orders.orders()));
            console.say("queue.added", orders.orders().size());
        }
        return orders.refused().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
