package io.fastervox.app;

import io.fastervox.engine.Damage;
import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import io.fastervox.files.Problem;
import io.fastervox.support.CodedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
            composition.console().json(jobs.stream().map(View::of).toList());
        } else if (jobs.isEmpty()) {
            composition.console().say("queue.empty");
        } else {
            jobs.forEach(job -> composition.console().result(queue.line(job)));
        }
        queue.tellOfPause();
        return ExitCode.OK;
    }

    /** The form of {@code --json}. */
    private record View(
            int number,
            String recording,
            JobState state,
            double doneSeconds,
            double durationSeconds,
            int segments,
            Optional<Problem> problem,
            List<String> outputs,
            Optional<Damage> damage) {
        static View of(Job job) {
            return new View(
                    job.number(),
                    job.recording().toString(),
                    job.state(),
                    job.doneSeconds(),
                    job.durationSeconds(),
                    job.segments(),
                    job.problem(),
                    job.outputs().stream().map(Path::toString).toList(),
                    job.damage());
        }
    }
}
