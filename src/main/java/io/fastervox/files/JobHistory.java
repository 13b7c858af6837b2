package io.fastervox.files;

import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.Resume;
import io.fastervox.engine.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the entries of a job's journal come to. */
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
    private Optional<Problem> away = Optional.empty();

    JobHistory(int number, JobEntry.Added added) {
        this.number = number;
        this.order = added.order();
        this.place = added.place();
        this.origin = added.origin();
    }

    void apply(JobEntry entry) {
        if (entry instanceof JobEntry.Moved moved) {
            place = moved.place();
            return;
        }
        away = Optional.empty();
        if (entry instanceof JobEntry.Away gone) {
            away = Optional.of(gone.problem());
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
            writing = Optional.of(files);
        } else if (entry instanceof JobEntry.Ended end) {
            ended = Optional.of(end);
            state = end.state();
        } else if (entry instanceof JobEntry.Again again) {
            if (again.fromStart()) {
                fromStart();
            }
            ended = Optional.empty();
            writing = Optional.empty();
            state = JobState.WAITING;
        }
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

    double place() {
        return place;
    }

    JobState state() {
        return state;
    }

    /** Not written to the journal: a job that runs when the program ends waits. */
    void running(boolean now) {
        state = now ? JobState.RUNNING : JobState.WAITING;
    }

    /** Whether its recording could not be reached when it was last looked for. */
    boolean isAway() {
        return away.isPresent();
    }

    List<Segment> segments() {
        return List.copyOf(segments);
    }

    Optional<JobEntry.Begun> begun() {
        return begun;
    }

    /** Whether its recording has not changed since decoding began; of one that waits, it does not matter. */
    boolean isAsItBegan() throws IOException {
        if (begun.isEmpty() || !Files.exists(order.request().recording())) {
            return true;
        }
        BasicFileAttributes now = Files.readAttributes(order.request().recording(), BasicFileAttributes.class);
        return begun.get().isOf(now);
    }

    Optional<JobEntry.Writing> writing() {
        return writing;
    }

    /** Where the engine can go on; empty when it has to begin. */
    Optional<Resume> resume() {
        return begun.flatMap(first -> checkpoint.map(place ->
                new Resume(place, first.language(), first.languageProbability(), segments(), behindCheckpoint)));
    }

    /** Drops the text. */
    void forget() {
        fromStart();
    }

    String origin() {
        return origin;
    }

    Job job() {
        double done = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).end();
        double duration = begun.map(JobEntry.Begun::duration).orElse(0.0);
        return new Job(
                number,
                order.request().recording(),
                state,
                state == JobState.DONE ? ended.map(JobEntry.Ended::duration).orElse(duration) : done,
                ended.map(JobEntry.Ended::duration).filter(known -> known > 0).orElse(duration),
                ended.map(JobEntry.Ended::segments).orElse(segments.size()),
                ended.flatMap(JobEntry.Ended::problem).or(() -> state == JobState.WAITING ? away : Optional.empty()),
                ended.map(JobEntry.Ended::outputs).orElseGet(this::targets),
                ended.flatMap(JobEntry.Ended::damage));
    }

    private List<Path> targets() {
        return order.targets().stream().map(OutputTarget::file).toList();
    }
}
