package io.fastervox.app;

import io.fastervox.agent.FileJob;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Report;
import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All jobs of the queue as people see them: those that wait stand last, in their order. Used under its owner's lock. */
final class FilesList {
    private static final Comparator<Job> ORDER = Comparator.comparing((Job job) -> job.state() == JobState.WAITING)
            .thenComparing(Job::place)
            .thenComparing(Job::number);

    private final Map<Integer, Job> jobs = new HashMap<>();
    private List<FileJob> told = List.of();

    Optional<Report> begin(List<Job> present) {
        present.forEach(job -> jobs.putIfAbsent(job.number(), job));
        told = shown();
        return Optional.of(new Report.JobsAre(told));
    }

    /** Nothing to tell when it looks as before. */
    Optional<Report> changed(Job job) {
        jobs.put(job.number(), job);
        return news();
    }

    Optional<Report> forgotten(Set<Integer> numbers) {
        jobs.keySet().removeAll(numbers);
        return news();
    }

    private Optional<Report> news() {
        List<FileJob> now = shown();
        if (now.equals(told)) {
            return Optional.empty();
        }
        told = now;
        return Optional.of(new Report.JobsAre(now));
    }

    private List<FileJob> shown() {
        return jobs.values().stream().sorted(ORDER).map(FilesList::shown).toList();
    }

    private static FileJob shown(Job job) {
        return new FileJob(
                job.number(),
                job.recording(),
                FileJob.Stage.valueOf(job.state().name()),
                job.percent(),
                job.problem().map(problem -> new Problem(problem.code(), List.copyOf(problem.arguments()))),
                job.outputs());
    }
}
