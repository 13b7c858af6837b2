package io.fastervox.app;

import io.fastervox.environment.EnvironmentException;
import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import io.fastervox.files.Queue;
import io.fastervox.files.QueueInbox;
import io.fastervox.files.QueueMessage;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FullDisk;
import io.fastervox.support.IoReason;
import io.fastervox.support.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The queue as the command line sees it: messages in, jobs out. */
final class QueueOnConsole {
    private static final Duration OWNER_ANSWERS_WITHIN = Duration.ofSeconds(5);

    private final Composition composition;
    private final Console console;

    QueueOnConsole(Composition composition) {
        this.composition = composition;
        this.console = composition.console();
    }

    Path folder() {
        return composition.data().resolve("jobs");
    }

    /** Leaves a message and waits until it was obeyed, by the queue's owner or by this process. */
    void tell(QueueMessage message) throws EnvironmentException, InterruptedException {
        try {
            Path left = new QueueInbox(folder(), Clock.systemUTC()).put(message);
            long deadline = System.nanoTime() + OWNER_ANSWERS_WITHIN.toNanos();
            Queue.settle(folder());
            while (Files.exists(left) && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(50);
                Queue.settle(folder());
            }
            if (Files.exists(left)) {
                console.say("queue.later");
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Whoever looks at a queue that is paused is told why nothing happens. */
    void tellOfPause() throws EnvironmentException {
        if (isPaused()) {
            console.say("queue.paused");
        }
    }

    boolean isPaused() throws EnvironmentException {
        try {
            return Queue.isPaused(folder());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Whether a process works on it. */
    boolean isOwned() throws EnvironmentException {
        try {
            return Queue.isOwned(folder());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * The jobs of these numbers.
     *
     * @param command whose words they are; a number that no job has makes them wrong
     */
    List<Job> named(Collection<Integer> numbers, CommandSpec command) throws EnvironmentException {
        List<Job> jobs = jobs();
        Set<Integer> known = jobs.stream().map(Job::number).collect(Collectors.toSet());
        List<String> unknown = numbers.stream()
                .filter(number -> !known.contains(number))
                .map(number -> Integer.toString(number))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), console.messages().text("usage.no-job", String.join(", ", unknown)));
        }
        return jobs.stream().filter(job -> numbers.contains(job.number())).toList();
    }

    /**
     * Tells of those jobs with which something cannot be done; gives the exit code of a command that does it to the others.
     *
     * @param key of what is told, with their numbers
     */
    int passedOver(List<Job> jobs, Predicate<Job> possible, String key) {
        String numbers = jobs.stream()
                .filter(possible.negate())
                .map(job -> Integer.toString(job.number()))
                .collect(Collectors.joining(", "));
        if (numbers.isEmpty()) {
            return ExitCode.OK;
        }
        console.say(key, numbers);
        return ExitCode.FAILED;
    }

    List<Job> jobs() throws EnvironmentException {
        try {
            return Queue.look(folder());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    EnvironmentException unusable(IOException e) {
        return new EnvironmentException(
                FullDisk.isReason(e, folder()) ? ErrorCode.DISK_FULL : ErrorCode.DATA_FOLDER_NOT_WRITABLE,
                "the queue cannot be used: " + e,
                e,
                List.of(folder().toString(), IoReason.of(e)));
    }

    /** One line for a job. */
    String line(Job job) {
        String state = console.messages().text("queue.state." + job.state().name());
        String how = !job.state().isOver() && job.segments() > 0
                ? " " + job.percent() + " %  " + ProgressLine.clock(Math.round(job.doneSeconds())) + " / "
                        + ProgressLine.clock(Math.round(job.durationSeconds()))
                : "";
        String why = job.problem()
                .map(problem -> " [" + problem.code().id() + "] "
                        + console.messages().cause(problem.code(), List.copyOf(problem.arguments())))
                .orElse("");
        return String.format(Locale.ROOT, "%4d  %s%s  %s%s", job.number(), state, how, job.recording(), why);
    }

    /** Tells what has become of a job, or why it waits. */
    void ended(Job job) {
        if (job.state() == JobState.DONE) {
            job.outputs().forEach(file -> console.say("transcribe.written", file));
            job.damage()
                    .map(damage -> new DamagedRecording(job.recording(), job.durationSeconds(), damage))
                    .ifPresent(damaged -> damaged.tell(console));
        } else if (job.state() == JobState.FAILED || job.isAway()) {
            job.problem().ifPresent(problem -> console.error(problem.code(), List.copyOf(problem.arguments())));
            if (job.segments() > 0 && !job.isAway()) {
                console.say("queue.partial", Integer.toString(job.number()));
            }
        }
    }

    void progress(Job job) {
        console.progress()
                .progress(new Progress(
                        "transcribe",
                        job.recording().getFileName().toString(),
                        Math.round(job.doneSeconds() * 1000),
                        Math.round(job.durationSeconds() * 1000),
                        Progress.Unit.MILLISECONDS_OF_AUDIO));
    }
}
