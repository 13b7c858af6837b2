package io.fastervox.app;

import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.FilesProgress;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Report;
import io.fastervox.dictation.EngineSupply;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.files.Batch;
import io.fastervox.files.BatchListener;
import io.fastervox.files.Existing;
import io.fastervox.files.FileOutcome;
import io.fastervox.files.OutputOptions;
import io.fastervox.files.TranscribeFiles;
import io.fastervox.files.TranscriptFormat;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Transcribes recordings in the background, one batch after the other, into text files beside them. */
final class AgentFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentFiles.class);

    private final AgentEngine engine;
    private final Consumer<AgentEvent> agent;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread files = new Thread(task, "files");
        files.setDaemon(true);
        return files;
    });

    AgentFiles(AgentEngine engine, Consumer<AgentEvent> agent) {
        this.engine = engine;
        this.agent = agent;
    }

    void transcribe(List<Path> recordings, Optional<String> language) {
        thread.execute(() -> {
            try {
                agent.accept(done(run(recordings, language)));
            } catch (CodedException e) {
                LOG.warn("files not transcribed", e);
                agent.accept(new Report.FilesDone(List.of(), List.of(Problem.of(e))));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the program ends
            } catch (RuntimeException e) {
                LOG.error("files not transcribed", e); // a thread's edge: the person must hear of it
                Problem problem = new Problem(ErrorCode.INTERNAL, List.of(e.toString()));
                agent.accept(new Report.FilesDone(List.of(), List.of(problem)));
            }
        });
    }

    private List<FileOutcome> run(List<Path> recordings, Optional<String> language)
            throws CodedException, InterruptedException {
        OutputOptions beside = new OutputOptions(Set.of(TranscriptFormat.TXT), Optional.empty(), Existing.RENAME);
        Batch batch = Batch.check(recordings, beside);
        if (batch.hasWork()) {
            EngineSupply.Ready ready = engine.get();
            ready.engine().load(ready.model());
            return new TranscribeFiles(ready.engine(), engine.model())
                    .run(batch, recording -> request(recording, language), new Ears());
        }
        List<FileOutcome> refused = new ArrayList<>();
        for (Batch.Item item : batch.items()) {
            if (item instanceof Batch.Item.Refused no) {
                refused.add(new FileOutcome.Failed(no.recording(), no.error()));
            }
        }
        return refused;
    }

    private static TranscriptionRequest request(Path recording, Optional<String> language) {
        return TranscriptionRequest.of(recording.toAbsolutePath()).resumedAt(0, language);
    }

    private static Report done(List<FileOutcome> outcomes) {
        List<Path> written = new ArrayList<>();
        List<Problem> failures = new ArrayList<>();
        for (FileOutcome outcome : outcomes) {
            if (outcome instanceof FileOutcome.Done done) {
                written.addAll(done.outputs());
            } else if (outcome instanceof FileOutcome.Failed failed) {
                failures.add(Problem.of(failed.error()));
            }
        }
        return new Report.FilesDone(written, failures);
    }

    /** Tells the agent how far the batch is, a per cent at a time. */
    private final class Ears implements BatchListener {
        @Override
        public TranscriptionListener begun(Path recording, int number, int total) {
            String name = String.valueOf(recording.getFileName());
            agent.accept(new Report.FilesMoved(new FilesProgress(name, number, total, 0)));
            return new TranscriptionListener() {
                private int told;

                @Override
                public void progress(double seconds, double duration) {
                    int percent = duration <= 0 ? 0 : (int) Math.min(99, 100 * seconds / duration);
                    if (percent > told) {
                        told = percent;
                        agent.accept(new Report.FilesMoved(new FilesProgress(name, number, total, percent)));
                    }
                }
            };
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
