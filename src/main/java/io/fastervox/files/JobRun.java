package io.fastervox.files;

import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.Damage;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Does one job, from wherever it stands to its outputs; every step is in the journal before the next begins. */
final class JobRun {
    private static final long BETWEEN_FORCES_NANOS = Duration.ofSeconds(1).toNanos();

    private final StoredJob job;
    private final EngineSource engines;
    private final Supplier<List<Path>> claimed;
    private final Runnable changed;
    private long lastForce = System.nanoTime();

    /**
     * One run.
     *
     * @param claimed gives the names that are other jobs'
     * @param changed called when the job has come further
     */
    JobRun(StoredJob job, EngineSource engines, Supplier<List<Path>> claimed, Runnable changed) {
        this.job = job;
        this.engines = engines;
        this.claimed = claimed;
        this.changed = changed;
    }

    /** How it ended. An interrupt leaves the job where it is. */
    JobEntry.Ended run() throws CodedException, InterruptedException {
        JobHistory history = job.history();
        try {
            Optional<JobEntry.Writing> written = new JobOutputs(job).alreadyWritten();
            if (written.isPresent()) {
                double duration = history.begun().map(JobEntry.Begun::duration).orElse(0.0);
                return done(
                        written.get().files(),
                        duration,
                        history.segments().size(),
                        written.get().damage());
            }
            new JobOutputs(job).takeBack();
            Path recording = history.order().request().recording();
            RecordingCheck.check(recording);
            Optional<String> model = history.begun().map(JobEntry.Begun::model);
            ModelWish wish = model.map(history.order().model()::with)
                    .orElse(history.order().model());
            EngineSource.Ready ready = engines.ready(wish, history.order().request());
            Heard heard = heard(ready);
            TranscriptionResult result = heard.result();
            if (result.damage().isPresent() && RecordingCheck.isAway(recording)) {
                job.append(new JobEntry.Again(true), true); // it was cut off, maybe within a word
                throw new FilesException(ErrorCode.AUDIO_AWAY, recording + ": cut off", recording);
            }
            Transcript transcript = Transcript.of(recording, result, Optional.of(heard.model()));
            List<Path> outputs = new JobOutputs(job).write(transcript, result.damage(), claimed.get());
            return done(outputs, result.duration(), result.segments().size(), result.damage());
        } catch (JournalFailure e) {
            throw notKept(e.cause());
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    private record Heard(TranscriptionResult result, UsedModel model) {}

    /** What one engine has left undone another one may do. */
    private Heard heard(EngineSource.Ready ready) throws CodedException, InterruptedException {
        try {
            return decoded(ready);
        } catch (EngineException e) {
            Optional<EngineSource.Ready> other = engines.instead(ready, e);
            if (other.isEmpty()) {
                throw e;
            }
            return decoded(other.get());
        }
    }

    /** The recording is looked at before: it may vanish meanwhile, which is for the engine to say. */
    private Heard decoded(EngineSource.Ready ready) throws CodedException, InterruptedException {
        TranscriptionRequest whole = job.history().order().request();
        BasicFileAttributes now = RecordingCheck.attributes(whole.recording());
        TranscriptionRequest request = remaining(whole, ready.model(), now);
        return new Heard(ready.engine().transcribe(request, new Scribe(request, ready.model(), now)), ready.model());
    }

    private static JobEntry.Ended done(List<Path> outputs, double duration, int segments, Optional<Damage> damage) {
        return new JobEntry.Ended(JobState.DONE, Optional.empty(), outputs, duration, segments, damage);
    }

    private FilesException notKept(IOException e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return job.notKept(e);
    }

    /** The rest, when recording and model are those of the part that is known; else all of it. */
    private TranscriptionRequest remaining(TranscriptionRequest whole, UsedModel model, BasicFileAttributes now) {
        boolean same = job.history()
                .begun()
                .filter(begun -> begun.model().equals(model.id()) && begun.isOf(now))
                .isPresent();
        return same ? job.history().resume().map(whole::resumed).orElse(whole) : whole;
    }

    /** Writes down what the engine says. */
    private final class Scribe implements TranscriptionListener {
        private final TranscriptionRequest request;
        private final UsedModel model;
        private final BasicFileAttributes recording;

        Scribe(TranscriptionRequest request, UsedModel model, BasicFileAttributes recording) {
            this.request = request;
            this.model = model;
            this.recording = recording;
        }

        @Override
        public void started(double durationSeconds, Optional<String> language, double languageProbability) {
            if (request.resume().isEmpty()) {
                append(new JobEntry.Begun(
                        model.id(),
                        recording.size(),
                        recording.lastModifiedTime().toMillis(),
                        durationSeconds,
                        language,
                        languageProbability));
            }
            changed.run();
        }

        @Override
        public void checkpoint(Checkpoint checkpoint) {
            append(new JobEntry.Reached(checkpoint));
        }

        @Override
        public void segment(Segment segment) {
            append(new JobEntry.Committed(segment));
            changed.run();
        }
    }

    private void append(JobEntry entry) {
        boolean force = System.nanoTime() - lastForce >= BETWEEN_FORCES_NANOS;
        try {
            job.append(entry, force);
        } catch (IOException e) {
            throw new JournalFailure(e);
        }
        if (force) {
            lastForce = System.nanoTime();
        }
    }

    /** Takes the failure through the engine, which passes on what its listener throws. */
    private static final class JournalFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException cause;

        JournalFailure(IOException cause) {
            super(cause);
            this.cause = cause;
        }

        IOException cause() {
            return cause;
        }
    }
}
