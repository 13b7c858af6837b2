package io.fastervox.app;

import io.fastervox.files.Job;
import io.fastervox.support.CodedException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fvox queue list}. */
@Command(name = "list", mixinStandardHelpOptions = true)
final class QueueListCommand implements Callable<Integer> {
    private final Composition composition;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    QueueListCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException {
        QueueOnConsole queue = new QueueOnConsole(composition);
        List<Job> jobs = queue.jobs();
        if (json) {
            composition.console().json(jobs);
        } else if (jobs.isEmpty()) {
            composition.console().say("queue.empty");
        } else {
            jobs.forEach(job -> composition.console().result(queue.line(job)));
        }
        queue.tellOfPause();
        return ExitCode.OK;
    }
}
