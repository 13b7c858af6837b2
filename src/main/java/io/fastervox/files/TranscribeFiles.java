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

/** Transcribes the recordings of a batch one after the other with an engine whose model is loaded. */
public final class TranscribeFiles {
    private final Engine engine;
    private final Optional<UsedModel> model;

    /** @param model what the transcripts shall say of their origin */
    public TranscribeFiles(Engine engine, Optional<UsedModel> model) {
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
            TranscriptionResult result = engine.transcribe(request, listener);
            TranscriptFiles.write(Transcript.of(recording, result, model), item.targets(), options);
            List<Path> outputs = item.targets().stream().map(OutputTarget::file).toList();
            return new FileOutcome.Done(recording, result, outputs);
        } catch (EngineException e) {
            return e.code() == ErrorCode.CANCELLED
                    ? new FileOutcome.Cancelled(recording)
                    : new FileOutcome.Failed(recording, e);
        } catch (FilesException e) {
            return new FileOutcome.Failed(recording, e);
        }
    }
}
