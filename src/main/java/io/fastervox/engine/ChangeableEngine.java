package io.fastervox.engine;

import io.fastervox.support.ErrorCode;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * An engine that another one can take the place of between two jobs: no transcription is lost or repeated by it. The new
 * one has loaded its model before it takes the place, so that no job waits for that.
 */
public final class ChangeableEngine implements Engine {
    /** Held while a call is served or the engine is changed. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private final Runnable ended;

    // Guarded by this object's monitor, because close() does not wait for its turn:
    private Engine current;
    private Optional<ModelSpec> model = Optional.empty();
    private int streams;
    private boolean closed;

    /**
     * {@code first} belongs to this engine from now on and is closed with it.
     *
     * @param ended hears, on any thread, of the end of each job and each stream
     */
    public ChangeableEngine(Engine first, Runnable ended) {
        this.current = first;
        this.ended = ended;
    }

    /**
     * Loads the model in the next engine, waits for the end of the job and of the streams that run now, puts the next engine
     * in the place of the present one and closes that.
     *
     * @param next belongs to this engine from now on, whatever comes of it
     * @throws EngineException if the next one cannot load the model; the present one stays
     */
    public void change(Engine next, ModelSpec wanted) throws EngineException, InterruptedException {
        boolean changed = false;
        try {
            next.load(wanted);
            turn.lockInterruptibly();
            try {
                replace(next, wanted).close();
                changed = true;
            } finally {
                turn.unlock();
            }
        } finally {
            if (!changed) {
                next.close();
            }
        }
    }

    private synchronized Engine replace(Engine next, ModelSpec loaded) throws EngineException, InterruptedException {
        awaitEndOfStreams();
        Engine previous = current;
        current = next;
        model = Optional.of(loaded);
        return previous;
    }

    private synchronized void awaitEndOfStreams() throws EngineException, InterruptedException {
        while (streams > 0 && !closed) {
            wait();
        }
        if (closed) {
            throw new EngineException(ErrorCode.CANCELLED, "the engine is closed", "the engine was closed", "");
        }
    }

    /** What is loaded now: after a change, the model and device of the new engine. */
    public synchronized Optional<ModelSpec> model() {
        return model;
    }

    private synchronized Engine current() {
        return current;
    }

    private synchronized void loaded(ModelSpec spec) {
        model = Optional.of(spec);
    }

    @Override
    public EngineInfo info() throws EngineException, InterruptedException {
        turn.lockInterruptibly();
        try {
            return current().info();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void load(ModelSpec wanted) throws EngineException, InterruptedException {
        turn.lockInterruptibly();
        try {
            current().load(wanted);
            loaded(wanted);
        } finally {
            turn.unlock();
        }
    }

    /**
     * The same, but the job and the streams that run now come to their end with the model that they have.
     *
     * @param wanted is asked then: another engine may have come meanwhile
     */
    public void loadWhenIdle(Supplier<ModelSpec> wanted) throws EngineException, InterruptedException {
        boolean done = false;
        while (!done) {
            awaitEndOfStreams();
            turn.lockInterruptibly();
            try {
                if (!hasStreams()) {
                    load(wanted.get());
                    done = true;
                }
            } finally {
                turn.unlock();
            }
        }
    }

    @Override
    public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener)
            throws EngineException, InterruptedException {
        turn.lockInterruptibly();
        try {
            return current().transcribe(request, listener);
        } finally {
            turn.unlock();
            ended.run();
        }
    }

    @Override
    public Optional<SpeechStream> stream(ModelSpec wanted, StreamRequest request, StreamListener listener)
            throws EngineException, InterruptedException {
        Engine engine;
        synchronized (this) {
            streams++;
            engine = current;
        }
        Optional<SpeechStream> opened = Optional.empty();
        try {
            opened = engine.stream(wanted, request, listener);
            opened.ifPresent(stream -> loaded(wanted));
        } finally {
            if (opened.isEmpty()) {
                streamEnded();
            }
        }
        return opened.map(stream -> new EndedStream(stream, this::streamEnded));
    }

    private void streamEnded() {
        synchronized (this) {
            streams--;
            notifyAll();
        }
        ended.run();
    }

    private synchronized boolean hasStreams() {
        return streams > 0;
    }

    @Override
    public boolean rest() {
        if (!turn.tryLock()) {
            return false;
        }
        try {
            return !hasStreams() && current().rest();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        Engine last;
        synchronized (this) {
            closed = true;
            notifyAll();
            last = current;
        }
        last.close();
    }
}
