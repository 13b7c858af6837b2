package io.fastervox.engine.worker;

import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.SpeechStream;
import io.fastervox.engine.StreamListener;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionListener.Notice;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The engine on this machine: a Python worker, started when it is needed and kept warm.
 *
 * <p>A worker that has died is replaced by the next call. One that dies during a transcription is replaced once, and the
 * work goes on behind the last committed segment; the second time the transcription fails. A worker keeps its model for
 * life (deleting one in a live process crashes it on Windows GPUs), so another model means another process.
 */
public final class WorkerEngine implements Engine {
    private final WorkerCommand command;
    private final WorkerLimits limits;

    /** Held by the thread whose call is served. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private Optional<ModelSpec> model = Optional.empty();

    // Guarded by this object's monitor, because close() does not wait for its turn:
    private Optional<Session> session = Optional.empty();
    private Optional<ProcessHandle> process = Optional.empty();
    private boolean closed;

    public WorkerEngine(WorkerCommand command) {
        this(command, WorkerLimits.NORMAL);
    }

    WorkerEngine(WorkerCommand command, WorkerLimits limits) {
        this.command = command;
        this.limits = limits;
    }

    @Override
    public EngineInfo info() throws EngineException, InterruptedException {
        turn.lockInterruptibly();
        try {
            Optional<Session> present = present();
            Session current = present.isPresent() ? present.get() : open();
            return orAbandon(current, current::info);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void load(ModelSpec wanted) throws EngineException, InterruptedException {
        turn.lockInterruptibly();
        try {
            model = Optional.empty();
            loaded(wanted);
            model = Optional.of(wanted);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener)
            throws EngineException, InterruptedException {
        turn.lockInterruptibly();
        try {
            ModelSpec wanted = model.orElseThrow(() -> new IllegalStateException("no model was loaded"));
            Session current = loaded(wanted);
            Transcription transcription = new Transcription(request, listener);
            try {
                return transcription.run(current);
            } catch (EngineException e) {
                if (e.code() != ErrorCode.WORKER_CRASHED && e.code() != ErrorCode.WORKER_UNRESPONSIVE) {
                    throw e;
                }
                EngineLog.LOG.warn("the transcription goes on in a new worker: {}", e.getMessage());
            }
            listener.notice(Notice.ENGINE_RESTARTED);
            return transcription.run(loaded(wanted));
        } finally {
            turn.unlock();
        }
    }

    @Override
    public Optional<SpeechStream> stream(ModelSpec wanted, StreamRequest request, StreamListener listener)
            throws EngineException, InterruptedException {
        Optional<Session> ready = present().filter(worker -> worker.model().equals(Optional.of(wanted)));
        if (ready.isPresent()) {
            return Optional.of(new WorkerStream(ready.get(), request, listener)); // also while a file is transcribed
        }
        turn.lockInterruptibly();
        try {
            Session current = loaded(wanted);
            model = Optional.of(wanted);
            return Optional.of(new WorkerStream(current, request, listener));
        } finally {
            turn.unlock();
        }
    }

    @Override
    public boolean rest() {
        if (!turn.tryLock()) {
            return false;
        }
        try {
            Optional<Session> idle;
            synchronized (this) {
                idle = session;
                if (idle.filter(Session::hasStreams).isPresent()) {
                    return false;
                }
                session = Optional.empty();
            }
            idle.ifPresent(Session::close);
            return true;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        Optional<Session> last;
        synchronized (this) {
            closed = true;
            last = session;
        }
        last.ifPresent(Session::close);
    }

    /** The process of the latest worker. */
    synchronized Optional<ProcessHandle> process() {
        return process;
    }

    /** A worker with the model: the present one if it fits, else a new one. */
    private Session loaded(ModelSpec wanted) throws EngineException, InterruptedException {
        Optional<Session> present = present();
        if (present.isPresent() && present.get().model().equals(Optional.of(wanted))) {
            return present.get();
        }
        boolean fresh = present.isPresent() && present.get().model().isEmpty();
        Session current = fresh ? present.get() : open();
        return orAbandon(current, () -> {
            current.load(wanted);
            return current;
        });
    }

    private synchronized Optional<Session> present() {
        return session.filter(Session::isAlive);
    }

    /** Starts a worker in place of the present one, whose memory is free by then. */
    private Session open() throws EngineException {
        Optional<Session> previous;
        synchronized (this) {
            previous = session;
        }
        previous.ifPresent(Session::close);
        synchronized (this) {
            if (closed) {
                throw new EngineException(ErrorCode.CANCELLED, "the engine is closed", "the engine was closed", "");
            }
            PipeTransport transport = start();
            Session started = new Session(transport, limits);
            session = Optional.of(started);
            process = Optional.of(transport.handle());
            return started;
        }
    }

    private PipeTransport start() throws EngineException {
        try {
            return PipeTransport.start(command);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new EngineException(
                    ErrorCode.WORKER_START_FAILED, "the worker cannot be started: " + reason, e, List.of(reason, ""));
        }
    }

    /** A start or a load cannot be cancelled, and a worker that failed to load is of no more use: both end it. */
    private static <T> T orAbandon(Session session, Question<T> question) throws EngineException, InterruptedException {
        boolean answered = false;
        try {
            T answer = question.ask();
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                session.abandon();
            }
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws EngineException, InterruptedException;
    }
}
