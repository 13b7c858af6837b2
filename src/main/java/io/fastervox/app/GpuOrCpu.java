package io.fastervox.app;

import io.fastervox.dictation.EngineSupply;
import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Resume;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The engine for the recordings of one call: what a GPU fails at the processor goes on with, behind what was delivered; it
 * does all that comes afterwards, too.
 */
final class GpuOrCpu implements Engine {
    private final AgentEngine engine;
    private final Consumer<EngineException> gaveWay;

    /**
     * @param engine is set up, and not closed with this object
     * @param gaveWay hears why the processor has taken over
     */
    GpuOrCpu(AgentEngine engine, Consumer<EngineException> gaveWay) {
        this.engine = engine;
        this.gaveWay = gaveWay;
    }

    @Override
    public EngineInfo info() throws EngineException, InterruptedException {
        return engine.get().engine().info();
    }

    @Override
    public void load(ModelSpec model) throws EngineException, InterruptedException {
        EngineSupply.Ready ready = engine.get();
        try {
            ready.engine().load(model);
        } catch (EngineException e) {
            takeOver(ready, e);
        }
    }

    @Override
    public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener)
            throws EngineException, InterruptedException {
        EngineSupply.Ready ready = engine.get();
        Delivered delivered = new Delivered(listener);
        Optional<TranscriptionRequest> rest;
        try {
            return ready.engine().transcribe(request, delivered);
        } catch (EngineException e) {
            rest = delivered.rest(request);
            if (rest.isEmpty()) {
                throw e;
            }
            takeOver(ready, e);
        }
        return engine.get().engine().transcribe(rest.get(), delivered);
    }

    private void takeOver(EngineSupply.Ready failed, EngineException failure)
            throws EngineException, InterruptedException {
        if (!FilesEngines.isOfAGpu(failure) || engine.instead(failed, failure).isEmpty()) {
            throw failure;
        }
        gaveWay.accept(failure);
    }

    @Override
    public void close() {}

    /** What has come of one recording, from one engine or two. */
    private static final class Delivered implements TranscriptionListener {
        private final TranscriptionListener listener;
        private final List<Segment> segments = new ArrayList<>();
        private Optional<Checkpoint> checkpoint = Optional.empty();
        private Optional<String> language = Optional.empty();
        private double languageProbability;
        private int behindCheckpoint;
        private double done;
        private boolean started;

        Delivered(TranscriptionListener listener) {
            this.listener = listener;
        }

        /** What is left to do; empty when nobody can tell. */
        Optional<TranscriptionRequest> rest(TranscriptionRequest whole) {
            return segments.isEmpty()
                    ? Optional.of(whole)
                    : checkpoint.map(place -> whole.resumed(
                            new Resume(place, language, languageProbability, segments, behindCheckpoint)));
        }

        @Override
        public void started(double durationSeconds, Optional<String> found, double probability) {
            if (!started) {
                started = true;
                language = found;
                languageProbability = probability;
                listener.started(durationSeconds, found, probability);
            }
        }

        @Override
        public void checkpoint(Checkpoint place) {
            checkpoint = Optional.of(place);
            behindCheckpoint = 0;
            listener.checkpoint(place);
        }

        @Override
        public void segment(Segment segment) {
            segments.add(segment);
            behindCheckpoint++;
            listener.segment(segment);
        }

        @Override
        public void progress(double seconds, double durationSeconds) {
            done = Math.max(done, seconds);
            listener.progress(done, durationSeconds);
        }

        @Override
        public void notice(Notice notice) {
            listener.notice(notice);
        }
    }
}
