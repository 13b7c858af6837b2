package io.fastervox.files;

import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Transcribes the recordings of a batch one after the other with an engine whose model is loaded. */
public final class TranscribeFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TranscribeFiles.class);

    private final Engine engine;
    private final Supplier<Optional<UsedModel>> model;

    /** @param model what a transcript shall say of its origin; asked when it is written */
    public TranscribeFiles(Engine engine, Supplier<Optional<UsedModel>> model) {
        this.engine = engine;
        this.model = model;
    }

    /**
     * Works on all recordings; one that fails does not stop the others. When this thread is interrupted, the present
     * recording and the rest are cancelled, nothing of them is written, and the thread's interrupt flag is set on return.
     *
     * @param request what to ask of the engine for a recording
     * @return the outcome of every recording, in the order of the batch
     */
    public List<FileOutcome> run(Batch batch, Function<Path, TranscriptionRequest> request, BatchListener listener) {
        int total = Math.toIntExact(batch.items().stream()
                .filter(Batch.Item.Ready.class::isInstance)
                .count());
        List<FileOutcome> outcomes = new ArrayList<>();
        int number = 0;
        boolean interrupted = false;
        for (Batch.Item item : batch.items()) {
            FileOutcome outcome = new FileOutcome.Cancelled(item.recording());
            if (item instanceof Batch.Item.Refused refused) {
                outcome = new FileOutcome.Failed(refused.recording(), refused.error());
            } else if (item instanceof Batch.Item.Ready ready && !interrupted) {
                number++;
                try {
                    TranscriptionListener ears = listener.begun(ready.recording(), number, total);
                    outcome = transcribe(ready, batch.options(), request.apply(ready.recording()), ears);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            outcomes.add(outcome);
            if (item instanceof Batch.Item.Ready) {
                listener.ended(outcome);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(outcomes);
    }

    private FileOutcome transcribe(
            Batch.Item.Ready item, OutputOptions options, TranscriptionRequest request, TranscriptionListener listener)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Path recording = item.recording();
        try {
            return written(item, options, engine.transcribe(request, listener));
        } catch (EngineException e) {
            return e.code() == ErrorCode.CANCELLED
                    ? new FileOutcome.Cancelled(recording)
                    : new FileOutcome.Failed(recording, e);
        }
    }

    /** The decoding may have taken hours: what cannot be written where it should be comes beside it if it can. */
    private FileOutcome written(Batch.Item.Ready item, OutputOptions options, TranscriptionResult result)
            throws InterruptedException {
        Transcript transcript = Transcript.of(item.recording(), result, model.get());
        try {
            TranscriptFiles.write(transcript, item.targets(), options);
            return new FileOutcome.Done(item.recording(), result, files(item.targets()));
        } catch (FilesException e) {
            return new FileOutcome.Misplaced(
                    item.recording(),
                    result,
                    e,
                    besides(transcript, OutputNames.free(item.targets(), List.of()), options));
        }
    }

    /** What could be written: all of them, or none. */
    private static List<Path> besides(Transcript transcript, List<OutputTarget> targets, OutputOptions options)
            throws InterruptedException {
        try {
            TranscriptFiles.write(
                    TranscriptFiles.content(transcript, targets, options), Existing.KEEP, TranscriptFiles.token());
            return files(targets);
        } catch (FilesException e) {
            LOG.warn("nor can it be written under another name", e);
            return List.of();
        }
    }

    private static List<Path> files(List<OutputTarget> targets) {
        return targets.stream().map(OutputTarget::file).toList();
    }
}
