package io.fastervox.app;

import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import io.fastervox.support.CodedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/** {@code fvox queue watch}: shows the work of whoever owns the queue, until nothing waits. */
@Command(name = "watch", mixinStandardHelpOptions = true)
final class QueueWatchCommand implements Callable<Integer> {
    private static final long BETWEEN_LOOKS_MS = 500;

    private final Composition composition;

    QueueWatchCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        QueueOnConsole queue = new QueueOnConsole(composition);
        Map<Integer, JobState> seen = new HashMap<>();
        for (List<Job> jobs = queue.jobs(); ; jobs = queue.jobs()) {
            for (Job job : jobs) {
                if (seen.put(job.number(), job.state()) == JobState.WAITING
                        && job.state().isOver()) {
                    queue.ended(job);
                }
            }
            jobs.stream()
                    .filter(job -> !job.state().isOver() && job.segments() > 0)
                    .findFirst()
                    .ifPresent(queue::progress);
            if (jobs.stream().allMatch(job -> job.state().isOver())) {
                return seen.containsValue(JobState.FAILED) ? ExitCode.FAILED : ExitCode.OK;
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
        }
    }
}
