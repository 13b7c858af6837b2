package io.fastervox.app;

import io.fastervox.agent.FileJob;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Report;
import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All jobs of the queue as people see them. Used under its owner's lock. */
final class FilesList {
    private final Map<Integer, FileJob> jobs = new TreeMap<>();

    Optional<Report> begin(List<Job> present) {
        present.forEach(job -> jobs.putIfAbsent(job.number(), shown(job)));
        return Optional.of(list());
    }

    /** Nothing to tell when it looks as before. */
    Optional<Report> changed(Job job) {
        FileJob now = shown(job);
        return now.equals(jobs.put(job.number(), now)) ? Optional.empty() : Optional.of(list());
    }

    Optional<Report> forgotten(Set<Integer> numbers) {
        return jobs.keySet().removeAll(numbers) ? Optional.of(list()) : Optional.empty();
    }

    private Report list() {
        return new Report.JobsAre(List.copyOf(jobs.values()));
    }

    private static FileJob shown(Job job) {
        int percent = job.state() == JobState.DONE
                ? 100
                : job.durationSeconds() > 0 ? (int) Math.min(99, 100 * job.doneSeconds() / job.durationSeconds()) : 0;
        return new FileJob(
                job.number(),
                job.recording(),
                FileJob.Stage.valueOf(job.state().name()),
                percent,
                job.problem().map(problem -> new Problem(problem.code(), List.copyOf(problem.arguments()))),
                job.outputs());
    }
}
