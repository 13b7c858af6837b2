package io.fastervox.dictation;

import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Segment;
import io.fastervox.engine.SpeechStream;
import io.fastervox.engine.StreamListener;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine that hears what a test says. */
final class FakeEngine implements Engine {
    final List<ModelSpec> loaded = new CopyOnWriteArrayList<>();
    final List<TranscriptionRequest> asked = new CopyOnWriteArrayList<>();
    private final Hearing hearing;
    private final Queue<FakeStream> streams;

    /** @param streams that it gives, one after the other; then it has none */
    FakeEngine(Hearing hearing, FakeStream... streams) {
        this.hearing = hearing;
        this.streams = new ConcurrentLinkedQueue<>(List.of(streams));
    }

    interface Hearing {
        List<String> hear(int call) throws EngineException, InterruptedException;
    }

    @Override
    public EngineInfo info() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void load(ModelSpec model) {
        loaded.add(model);
    }

    @Override
    public Optional<SpeechStream> stream(ModelSpec model, StreamRequest request, StreamListener listener) {
        return Optional.ofNullable(streams.poll()).map(one -> one.opened(request, listener));
    }

    @Override
    public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener)
            throws EngineException, InterruptedException {
        asked.add(request);
        List<Segment> segments = hearing.hear(asked.size()).stream()
                .map(text -> new Segment(0, 0, 1, text, 0, 0, 1, 0, Optional.empty()))
                .toList();
        return new TranscriptionResult(3, 3, Optional.of("en"), 1, 0.1, segments, Optional.empty());
    }

    @Override
    public void close() {}
}
