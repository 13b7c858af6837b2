package io.fastervox.app;

import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import io.fastervox.files.Queue;
import io.fastervox.support.CodedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fvox queue text}: the text that a job has so far; that of one which is done is in its files. */
@Command(name = "text", mixinStandardHelpOptions = true)
final class QueueTextCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "NUMBER", descriptionKey = "fvox.queue.number")
    private int number;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    QueueTextCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException {
        QueueOnConsole queue = new QueueOnConsole(composition);
        Job job = queue.named(List.of(number), spec).get(0);
        if (job.state() == JobState.DONE) {
            job.outputs().forEach(file -> composition.console().say("transcribe.written", file));
            return ExitCode.OK;
        }
        try {
            Optional<String> text = Queue.text(queue.folder(), number);
            text.map(String::stripTrailing).ifPresent(composition.console()::result);
            return text.isPresent() ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            throw queue.unusable(e);
        }
    }
}
