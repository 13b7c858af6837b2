package io.fastervox.app;

import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Hears the name of each recording in it, and counts how often a model was loaded. */
final class HearingEngine implements Engine {
    private final CountDownLatch end;
    private volatile int loads;

    HearingEngine() {
        this(new CountDownLatch(0));
    }

    /** @param end awaited when the name has been heard */
    HearingEngine(CountDownLatch end) {
        this.end = end;
    }

    int loads() {
        return loads;
    }

    @Override
    public EngineInfo info() {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void load(ModelSpec model) {
        loads++;
    }

    @Override
    public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener)
            throws InterruptedException {
        String name = request.recording().getFileName().toString();
        Segment heard = new Segment(0, 0, 1, " " + name, 0, 0, 1, 0, Optional.empty());
        listener.started(2, Optional.of("en"), 1);
        listener.segment(heard);
        end.await();
        return new TranscriptionResult(1, 1, Optional.of("en"), 1, 1, List.of(heard), Optional.empty());
    }

    @Override
    public void close() {}
}
