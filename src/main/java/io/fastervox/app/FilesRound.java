package io.fastervox.app;

import io.fastervox.agent.FilesProgress;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Report;
import io.fastervox.agent.SetUpProgress;
import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** The jobs between two rests of the queue, and what people see of them. Used under its owner's lock. */
final class FilesRound {
    private static final double SETTLED_SECONDS = 1;

    private final LongSupplier nanoTime;
    private final Map<Integer, Job> jobs = new LinkedHashMap<>();
    private Optional<Present> present = Optional.empty();
    private Optional<FilesProgress> told = Optional.empty();
    private long began;

    FilesRound(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The job that runs, and where it was when it was first seen running. */
    private record Present(int number, double doneThen, long began) {}

    /** Jobs that wait since before. */
    void begin(List<Job> waiting) {
        waiting.forEach(job -> jobs.putIfAbsent(job.number(), job));
        began = nanoTime.getAsLong();
    }

    /** What there is to tell after this; not everything is. */
    Optional<Report> changed(Job job) {
        if (jobs.isEmpty()) {
            began = nanoTime.getAsLong();
        }
        jobs.put(job.number(), job);
        if (job.state() == JobState.RUNNING
                && present.filter(known -> known.number() == job.number()).isEmpty()) {
            present = Optional.of(new Present(job.number(), job.doneSeconds(), nanoTime.getAsLong()));
        } else if (job.state() != JobState.RUNNING) {
            present = present.filter(known -> known.number() != job.number());
            told = present.isEmpty() ? Optional.empty() : told;
        }
        Optional<FilesProgress> now = present.map(known -> progress(known, at(known.number())));
        if (now.isEmpty() || (told.isPresent() && looksLike(now.get(), told.get()))) {
            return Optional.empty();
        }
        told = now;
        return Optional.of(new Report.FilesMoved(now.get()));
    }

    /** The queue rests: the round is over unless jobs wait for the end of a pause. Those that are away are of another. */
    Optional<Report> rests() {
        List<Job> all = List.copyOf(jobs.values());
        boolean waits = all.stream().anyMatch(job -> !job.state().isOver() && !job.isAway());
        if (all.isEmpty() || waits) {
            return Optional.empty();
        }
        jobs.clear();
        present = Optional.empty();
        told = Optional.empty();
        List<Path> written = new ArrayList<>();
        List<Problem> failures = new ArrayList<>();
        List<SetUpProgress.Remark> damaged = new ArrayList<>();
        int away = 0;
        for (Job job : all) {
            if (job.state() == JobState.DONE) {
                job.outputs().stream().limit(1).forEach(written::add);
                job.damage()
                        .map(damage -> new DamagedRecording(job.recording(), job.durationSeconds(), damage))
                        .map(found -> new SetUpProgress.Remark(found.key(), found.arguments()))
                        .ifPresent(damaged::add);
            } else if (job.state() == JobState.FAILED) {
                job.problem().map(FilesRound::problem).ifPresent(failures::add);
            } else if (job.isAway()) {
                away++;
            }
        }
        return Optional.of(new Report.FilesDone(written, failures, damaged, away));
    }

    private static Problem problem(io.fastervox.files.Problem problem) {
        return new Problem(problem.code(), List.copyOf(problem.arguments()));
    }

    private Job at(int number) {
        return Objects.requireNonNull(jobs.get(number));
    }

    private FilesProgress progress(Present known, Job job) {
        int over = (int) jobs.values().stream()
                .filter(other -> other.state() == JobState.DONE || other.state() == JobState.FAILED)
                .count();
        int total = (int) jobs.values().stream()
                .filter(other -> other.state() != JobState.CANCELLED)
                .count();
        long now = nanoTime.getAsLong();
        double seconds = (now - known.began()) / 1e9;
        double gained = job.doneSeconds() - known.doneThen();
        double pace = seconds < SETTLED_SECONDS || gained <= 0 ? 0 : gained / seconds;
        boolean timed = job.durationSeconds() > 0;
        return new FilesProgress(
                String.valueOf(job.recording().getFileName()),
                over + 1,
                total,
                job.percent(),
                pace,
                (long) ((now - began) / 1e9),
                timed && pace > 0
                        ? OptionalLong.of(Math.round((job.durationSeconds() - job.doneSeconds()) / pace))
                        : OptionalLong.empty());
    }

    /** Apart from what the clock alone changes. */
    private static boolean looksLike(FilesProgress one, FilesProgress other) {
        return one.name().equals(other.name())
                && one.number() == other.number()
                && one.total() == other.total()
                && one.percent() == other.percent();
    }
}
