package io.fastervox.app.bench;

import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.files.EngineSource;
import io.fastervox.files.Existing;
import io.fastervox.files.Job;
import io.fastervox.files.JobOrders;
import io.fastervox.files.JobState;
import io.fastervox.files.ModelWish;
import io.fastervox.files.OutputOptions;
import io.fastervox.files.Queue;
import io.fastervox.files.QueueListener;
import io.fastervox.files.QueueMessage;
import io.fastervox.files.TranscriptFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** A recording through the queue: order, journal, transcript. */
final class OneJob {
    private final EngineSource.Ready ready;
    private final Path jobs;
    private final Path out;

    /** @param work gets the jobs and the transcripts */
    OneJob(EngineSource.Ready ready, Path work) {
        this.ready = ready;
        this.jobs = work.resolve("jobs");
        this.out = work.resolve("transcripts");
    }

    String transcript(Path recording) throws IOException, InterruptedException {
        return transcript(recording, job -> {});
    }

    /** @param further hears about each segment */
    String transcript(Path recording, Consumer<Job> further) throws IOException, InterruptedException {
        CompletableFuture<Job> over = new CompletableFuture<>();
        QueueListener listener = new QueueListener() {
            @Override
            public void changed(Job job) {
                further.accept(job);
                if (job.state().isOver()) {
                    over.complete(job);
                }
            }
        };
        try (Queue queue = open(listener)) {
            queue.obey(order(recording));
            Job job = over.get();
            if (job.state() != JobState.DONE) {
                throw new IOException("the job has failed: " + job.problem());
            }
            queue.obey(new QueueMessage.Clear());
            return Files.readString(job.outputs().get(0));
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    /** The queue of these jobs, which works as soon as it has one. */
    Queue open(QueueListener listener) throws IOException {
        return Queue.open(jobs, (wish, request) -> ready, listener).orElseThrow();
    }

    /** To transcribe the recording into a text file. */
    QueueMessage order(Path recording) throws IOException {
        OutputOptions text = new OutputOptions(Set.of(TranscriptFormat.TXT), Optional.of(out), Existing.REPLACE);
        return new QueueMessage.Add(JobOrders.of(jobs, List.of(recording), text, ModelWish.NONE, OneJob::request)
                .orders());
    }

    /** As for the other sides: beam size 5, VAD on, language given. */
    private static TranscriptionRequest request(Path recording) {
        return TranscriptionRequest.of(recording).resumedAt(0, Optional.of("en"));
    }
}
