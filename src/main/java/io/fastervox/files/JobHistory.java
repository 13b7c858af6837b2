package io.fastervox.files;

import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.Resume;
import io.fastervox.engine.Segment;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the entries of a job's journal come to. Any thread may ask. */
final class JobHistory {
    private final int number;
    private final JobOrder order;
    private final String origin;
    private double place;
    private JobState state = JobState.WAITING;
    private final List<Segment> segments = new ArrayList<>();
    private Optional<JobEntry.Begun> begun = Optional.empty();
    private Optional<Checkpoint> checkpoint = Optional.empty();
    private int behindCheckpoint;
    private Optional<JobEntry.Writing> writing = Optional.empty();
    private Optional<JobEntry.Ended> ended = Optional.empty();
    private Optional<JobEntry.Away> away = Optional.empty();

    JobHistory(int number, JobEntry.Added added) {
        this.number = number;
        this.order = added.order();
        this.place = added.place();
        this.origin = added.origin();
    }

    synchronized void apply(JobEntry entry) {
        if (entry instanceof JobEntry.Moved moved) {
            place = moved.place();
            return;
        }
        away = Optional.empty();
        if (entry instanceof JobEntry.Away gone) {
            away = Optional.of(gone);
        } else if (entry instanceof JobEntry.Begun first) {
            fromStart();
            begun = Optional.of(first);
        } else if (entry instanceof JobEntry.Reached reached) {
            checkpoint = Optional.of(reached.checkpoint());
            behindCheckpoint = 0;
        } else if (entry instanceof JobEntry.Committed committed) {
            segments.add(committed.segment());
            behindCheckpoint++;
        } else if (entry instanceof JobEntry.Writing files) {
            writing = Optional.of(files).filter(left -> !left.outputs().isEmpty());
        } else if (entry instanceof JobEntry.Ended end) {
            ended = Optional.of(end);
            state = end.state();
            writing = writing.filter(left -> state != JobState.DONE && !isOthers(end));
        } else if (entry instanceof JobEntry.Again again) {
            if (again.fromStart()) {
                fromStart();
            }
            ended = Optional.empty();
            state = JobState.WAITING;
        }
    }

    /** What lies there is another's file; journals of earlier versions do not say that nothing is left of ours. */
    private static boolean isOthers(JobEntry.Ended end) {
        return end.problem()
                .filter(problem -> problem.code() == ErrorCode.OUTPUT_EXISTS)
                .isPresent();
    }

    private void fromStart() {
        begun = Optional.empty();
        segments.clear();
        checkpoint = Optional.empty();
        behindCheckpoint = 0;
    }

    int number() {
        return number;
    }

    JobOrder order() {
        return order;
    }

    synchronized double place() {
        return place;
    }

    synchronized JobState state() {
        return state;
    }

    /** Not written to the journal: a job that runs when the program ends waits. */
    synchronized void running(boolean now) {
        state = now ? JobState.RUNNING : JobState.WAITING;
    }

    /** What could not be reached when it was last looked for: its recording, or the folder of its outputs. */
    synchronized Optional<JobEntry.Away> away() {
        return away;
    }

    synchronized List<Segment> segments() {
        return List.copyOf(segments);
    }

    synchronized Optional<JobEntry.Begun> begun() {
        return begun;
    }

    /** Whether its recording has not changed since decoding began; of one that waits, it does not matter. */
    boolean isAsItBegan() throws IOException {
        Optional<JobEntry.Begun> known = begun();
        if (known.isEmpty() || !Files.exists(order.request().recording())) {
            return true;
        }
        BasicFileAttributes now = Files.readAttributes(order.request().recording(), BasicFileAttributes.class);
        return known.get().isOf(now);
    }

    /** What an earlier run was about to write, as long as anything of it may lie there. */
    synchronized Optional<JobEntry.Writing> writing() {
        return writing;
    }

    /** Where the engine can go on; empty when it has to begin. */
    synchronized Optional<Resume> resume() {
        return begun.flatMap(first -> checkpoint.map(place ->
                new Resume(place, first.language(), first.languageProbability(), segments(), behindCheckpoint)));
    }

    /** Drops the text. */
    synchronized void forget() {
        fromStart();
    }

    String origin() {
        return origin;
    }

    synchronized Job job() {
        double done = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).end();
        double duration = begun.map(JobEntry.Begun::duration).orElse(0.0);
        return new Job(
                number,
                place,
                order.request().recording(),
                state,
                state == JobState.DONE ? ended.map(JobEntry.Ended::duration).orElse(duration) : done,
                ended.map(JobEntry.Ended::duration).filter(known -> known > 0).orElse(duration),
                ended.map(JobEntry.Ended::segments).orElse(segments.size()),
                ended.flatMap(JobEntry.Ended::problem)
                        .or(() -> away.filter(gone -> state == JobState.WAITING).map(JobEntry.Away::problem)),
                ended.map(JobEntry.Ended::outputs).orElseGet(this::targets),
                ended.flatMap(JobEntry.Ended::damage));
    }

    private List<Path> targets() {
        return order.targets().stream().map(OutputTarget::file).toList();
    }
}
