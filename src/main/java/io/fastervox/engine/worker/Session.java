package io.fastervox.engine.worker;

import io.fastervox.engine.EngineException;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.support.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * What is asked of one worker, from its greeting to its end: a model for life, then transcriptions, and streams beside them.
 * One thread at a time has it load and transcribe; each stream has its own, and {@link #close} may be called by any.
 */
final class Session {
    private static final String AGENT = "faster-vox";
    private static final Duration FOREVER = Duration.ofDays(10_000);

    private final Connection connection;
    private final WorkerLimits limits;
    private final String hello;
    private final AtomicInteger streams = new AtomicInteger();
    private Optional<EngineInfo> info = Optional.empty();
    private volatile Optional<ModelSpec> model = Optional.empty();

    /** Greets the worker; the answer is not waited for. */
    Session(Transport transport, WorkerLimits limits) {
        this.limits = limits;
        connection = Connection.open(transport, limits);
        hello = connection.ask(id -> new Request.Hello(id, Request.PROTOCOL, AGENT));
    }

    boolean isAlive() {
        return connection.isOpen();
    }

    /** The model that is loaded here. */
    Optional<ModelSpec> model() {
        return model;
    }

    EngineInfo info() throws EngineException, InterruptedException {
        if (info.isEmpty()) {
            info = Optional.of(greeting().info());
        }
        return info.get();
    }

    /** Loads the one model of this worker's life. The request is sent ahead, while the worker still starts. */
    void load(ModelSpec wanted) throws EngineException, InterruptedException {
        String id = connection.ask(fresh -> Request.Load.of(fresh, wanted));
        info();
        Optional<Event> event = connection.next(id, limits.load());
        if (event.isEmpty()) {
            String reason = "the model was not loaded within " + limits.load().toSeconds() + " s";
            throw connection.end(ErrorCode.WORKER_UNRESPONSIVE, reason);
        }
        if (event.get() instanceof Event.Failed failed) {
            throw refused(failed).orElseGet(() -> WorkerError.of(failed, wanted));
        }
        answer(event.get(), Event.Loaded.class);
        model = Optional.of(wanted);
    }

    /** Sends a transcription; its events are those of the id that is returned. */
    String transcribe(TranscriptionRequest request) {
        return connection.ask(id -> Request.TranscribeFile.of(id, request));
    }

    /** Begins a stream, until {@link #streamEnded}; its events, and the answers to what is sent in it, are those of the id that is returned. */
    String stream(StreamRequest request) {
        streams.incrementAndGet();
        return connection.ask(id -> Request.StreamOpen.of(id, request));
    }

    void streamEnded() {
        streams.decrementAndGet();
    }

    boolean hasStreams() {
        return streams.get() > 0;
    }

    /** Sends something that belongs to a stream. */
    void send(String stream, Function<String, Request> request) {
        connection.add(stream, request);
    }

    /** The next event of a request if it is here already. */
    Optional<Event> poll(String request) throws EngineException, InterruptedException {
        return connection.next(request, Duration.ZERO);
    }

    /** Waits for the next event of a request. The watchdog sees to it that this ends. */
    Event next(String request) throws EngineException, InterruptedException {
        return connection.next(request, FOREVER).orElseThrow();
    }

    /** The answer of a successful request. */
    <T> T answer(Event event, Class<T> type) throws EngineException {
        if (event instanceof Event.Result result) {
            try {
                return EventReader.answer(result, type);
            } catch (ProtocolViolation e) {
                throw violated(e.reason());
            }
        }
        throw violated("an event of another kind of request");
    }

    /** The failure of a transcription as an exception. */
    EngineException failed(Event.Failed failed, TranscriptionRequest request) {
        return refused(failed).orElseGet(() -> WorkerError.of(failed, model.orElseThrow(), request));
    }

    /** The failure of a stream as an exception. */
    EngineException failed(Event.Failed failed, StreamRequest request) {
        return refused(failed).orElseGet(() -> WorkerError.of(failed, model.orElseThrow(), request));
    }

    /** Ends the worker, because it does not keep to the protocol. */
    EngineException violated(String reason) {
        return connection.end(ErrorCode.WORKER_PROTOCOL, reason);
    }

    /** Cancels a transcription and waits for its end. A worker that does not answer in time is ended. */
    void cancel(String request) {
        if (!isAlive()) {
            return;
        }
        try {
            String id = connection.ask(fresh -> new Request.Cancel(fresh, request));
            if (connection.next(id, limits.cancel()).isEmpty()) {
                abandon();
            }
            connection.forget(request);
        } catch (EngineException e) {
            return; // it has ended, and with it what was to be cancelled
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Cancels a stream and waits for nothing: a worker in the middle of a computation is healthy, and the next stream wants it.
     * What still comes of the stream is dropped.
     */
    void drop(String stream) {
        if (!isAlive()) {
            return;
        }
        String id = connection.ask(fresh -> new Request.Cancel(fresh, stream));
        connection.forget(stream);
        connection.forget(id);
    }

    /** Ends the worker at once, without waiting. */
    void abandon() {
        connection.end(ErrorCode.CANCELLED, "abandoned");
    }

    /** Asks the worker to end, and ends it. */
    void close() {
        connection.close();
    }

    private Event.Greeting greeting() throws EngineException, InterruptedException {
        Optional<Event> event = connection.next(hello, limits.start());
        if (event.isEmpty()) {
            String reason = "no greeting within " + limits.start().toSeconds() + " s";
            throw connection.end(ErrorCode.WORKER_START_FAILED, reason);
        }
        if (event.get() instanceof Event.Failed failed) {
            ErrorCode code = failed.code().code();
            throw connection.end(
                    code == ErrorCode.ENVIRONMENT_DAMAGED || code == ErrorCode.OUT_OF_MEMORY
                            ? code
                            : ErrorCode.WORKER_PROTOCOL,
                    failed.message());
        }
        Event.Greeting greeting = answer(event.get(), Event.Greeting.class);
        if (greeting.protocol() != Request.PROTOCOL) {
            throw violated("it speaks protocol " + greeting.protocol() + ", not " + Request.PROTOCOL);
        }
        return greeting;
    }

    /** An error that is a fault of the program rather than of what it was asked for; the worker is ended then. */
    private Optional<EngineException> refused(Event.Failed failed) {
        return failed.code().code() == ErrorCode.WORKER_PROTOCOL
                ? Optional.of(violated(failed.message()))
                : Optional.empty();
    }
}
