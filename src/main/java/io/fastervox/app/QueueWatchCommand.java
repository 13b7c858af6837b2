package io.fastervox.app;

import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import io.fastervox.support.CodedException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/** {@code fvox queue watch}: shows the work of whoever owns the queue, until nothing waits. */
@Command(name = "watch", mixinStandardHelpOptions = true)
final class QueueWatchCommand implements Callable<Integer> {
    private static final long BETWEEN_LOOKS_MS = 500;

    private final Composition composition;
    /** The states of those that were seen before they were over: the others are not ours to tell of. */
    private final Map<Integer, JobState> watched = new HashMap<>();

    private final Set<Integer> away = new HashSet<>();
    private boolean paused;
    private boolean unattended;

    QueueWatchCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        QueueOnConsole queue = new QueueOnConsole(composition);
        for (List<Job> jobs = queue.jobs(); ; jobs = queue.jobs()) {
            jobs.stream().filter(this::endsNow).forEach(queue::ended);
            jobs.stream().filter(job -> job.isAway() && away.add(job.number())).forEach(queue::ended);
            jobs.stream()
                    .filter(job -> job.state() == JobState.RUNNING && job.segments() > 0)
                    .findFirst()
                    .ifPresent(queue::progress);
            if (jobs.stream().allMatch(job -> job.state().isOver())) {
                return watched.containsValue(JobState.FAILED) ? ExitCode.FAILED : ExitCode.OK;
            }
            tellWhyNothingHappens(queue);
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
        }
    }

    private boolean endsNow(Job job) {
        if (job.state().isOver() && !watched.containsKey(job.number())) {
            return false;
        }
        boolean wasOver = watched.getOrDefault(job.number(), job.state()).isOver();
        watched.put(job.number(), job.state());
        return job.state().isOver() && !wasOver;
    }

    /** Each pause, and once that no process works on the queue. */
    private void tellWhyNothingHappens(QueueOnConsole queue) throws CodedException {
        boolean pausedBefore = paused;
        paused = queue.isPaused();
        if (paused && !pausedBefore) {
            composition.console().say("queue.paused");
        }
        if (!unattended && !queue.isOwned()) {
            unattended = true;
            composition.console().say("queue.unattended");
        }
    }
}
