package io.fastervox.engine.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The conversation with one worker, from its greeting to its end. One thread at a time asks; {@link #close} and the two
 * threads of the session, which read and watch, may end it meanwhile. Whoever ends it first says why, and every later
 * question is answered with that.
 */
final class Session {
    private static final String AGENT = "faster-vox";
    private static final int TICKS = 15;
    private static final Duration FOREVER = Duration.ofDays(10_000);

    private final Transport transport;
    private final WorkerLimits limits;
    private final BlockingQueue<Optional<Event>> inbox = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger silentTicks = new AtomicInteger();
    private final AtomicLong lastId = new AtomicLong();
    private volatile boolean heard;
    private volatile Optional<Failure> failure = Optional.empty();

    // Of the asking thread alone:
    private final String hello;
    private Optional<EngineInfo> info = Optional.empty();
    private Optional<ModelSpec> model = Optional.empty();

    private record Failure(ErrorCode code, String reason) {}

    private Session(Transport transport, WorkerLimits limits) {
        this.transport = transport;
        this.limits = limits;
        daemon("worker-events", this::read);
        daemon("worker-watchdog", this::watch);
        hello = nextId();
        send(new Request.Hello(hello, Request.PROTOCOL, AGENT));
    }

    /** Begins the conversation; the greeting is not waited for. */
    static Session open(Transport transport, WorkerLimits limits) {
        return new Session(transport, limits);
    }

    boolean isAlive() {
        return failure.isEmpty();
    }

    /** The model that is loaded here. */
    Optional<ModelSpec> model() {
        return model;
    }

    EngineInfo info() throws EngineException, InterruptedException {
        if (info.isEmpty()) {
            info = Optional.of(greeting());
        }
        return info.get();
    }

    /** Loads the one model of this worker's life. The request is sent ahead, while the worker still starts. */
    void load(ModelSpec wanted) throws EngineException, InterruptedException {
        String id = nextId();
        send(Request.Load.of(id, wanted));
        info();
        Optional<Event> event = next(id, limits.load());
        if (event.isEmpty()) {
            throw ended(ErrorCode.WORKER_UNRESPONSIVE, "the model was not loaded within " + seconds(limits.load()));
        }
        if (event.get() instanceof Event.Failed failed) {
            throw refused(failed).orElseGet(() -> WorkerError.of(failed, wanted));
        }
        answer(event.get(), Event.Loaded.class);
        model = Optional.of(wanted);
    }

    /** Sends a transcription; its events are those of the id that is returned. */
    String transcribe(TranscriptionRequest request) {
        String id = nextId();
        send(Request.TranscribeFile.of(id, request));
        return id;
    }

    /** Waits for the next event of a request. The watchdog sees to it that this ends. */
    Event next(String request) throws EngineException, InterruptedException {
        return next(request, FOREVER).orElseThrow();
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

    /** Ends the worker, because it does not keep to the protocol. */
    EngineException violated(String reason) {
        return ended(ErrorCode.WORKER_PROTOCOL, reason);
    }

    /** Cancels a transcription and waits for its end. A worker that does not answer in time is ended. */
    void cancel(String request) {
        if (!isAlive()) {
            return;
        }
        try {
            String id = nextId();
            send(new Request.Cancel(id, request));
            if (next(id, limits.cancel()).isEmpty()) {
                end(ErrorCode.CANCELLED, "no answer to a cancel within " + seconds(limits.cancel()));
            }
        } catch (EngineException e) {
            return; // it has ended, and with it what was to be cancelled
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the worker at once, without waiting. */
    void abandon() {
        end(ErrorCode.CANCELLED, "abandoned");
    }

    /** Asks the worker to end, and ends it. */
    void close() {
        if (setFailure(ErrorCode.CANCELLED, "the engine was closed")) {
            try {
                transport.send(json(new Request.Shutdown(nextId())));
            } catch (IOException e) {
                transport.kill();
            }
        }
        transport.close(limits.close());
    }

    private Event.Greeting awaitGreeting() throws EngineException, InterruptedException {
        Optional<Event> event = next(hello, limits.start());
        if (event.isEmpty()) {
            throw ended(ErrorCode.WORKER_START_FAILED, "no greeting within " + seconds(limits.start()));
        }
        if (event.get() instanceof Event.Failed failed) {
            throw violated(failed.message());
        }
        return answer(event.get(), Event.Greeting.class);
    }

    private EngineInfo greeting() throws EngineException, InterruptedException {
        Event.Greeting greeting = awaitGreeting();
        if (greeting.protocol() != Request.PROTOCOL) {
            throw violated("it speaks protocol " + greeting.protocol() + ", not " + Request.PROTOCOL);
        }
        return greeting.info();
    }

    private Optional<Event> next(String request, Duration limit) throws EngineException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<Event> event = inbox.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                return Optional.empty();
            }
            if (event.isEmpty()) {
                inbox.add(Optional.empty()); // for whoever asks next
                throw exception(failure.orElseThrow());
            }
            if (event.get().request().isEmpty()) {
                throw violated("it could not read a request");
            }
            if (event.get().request().get().equals(request)) {
                return event;
            }
            // The late events of a request that was given up.
        }
    }

    /** An error that is a fault of the program rather than of what it was asked for; the worker is ended then. */
    private Optional<EngineException> refused(Event.Failed failed) {
        return failed.code().code() == ErrorCode.WORKER_PROTOCOL
                ? Optional.of(violated(failed.message()))
                : Optional.empty();
    }

    private String nextId() {
        return Long.toString(lastId.incrementAndGet());
    }

    private void send(Request request) {
        try {
            transport.send(json(request));
        } catch (IOException e) {
            endOfStream(); // the next question tells
        }
    }

    private static String json(Request request) {
        try {
            return Json.strict().writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a request has only plain fields", e);
        }
    }

    private void read() {
        try {
            for (Optional<String> line = transport.receive(); line.isPresent(); line = transport.receive()) {
                silentTicks.set(0);
                take(line.get());
            }
            endOfStream();
        } catch (ProtocolViolation e) {
            end(ErrorCode.WORKER_PROTOCOL, e.reason());
        }
    }

    private void take(String line) throws ProtocolViolation {
        Event event;
        try {
            event = EventReader.read(line);
        } catch (ProtocolViolation e) {
            if (heard) {
                throw e;
            }
            // Before the worker takes stdout for itself, what it starts with may print.
            transport.log(line);
            return;
        }
        heard = true;
        if (!(event instanceof Event.Heartbeat)) {
            inbox.add(Optional.of(event));
        }
    }

    /** Counts ticks instead of comparing times, so that a machine that slept does not make its worker look dead. */
    private void watch() {
        try {
            while (!ended.await(limits.silence().toMillis() / TICKS, TimeUnit.MILLISECONDS)) {
                if (heard && silentTicks.incrementAndGet() > TICKS) {
                    end(ErrorCode.WORKER_UNRESPONSIVE, "no sign of life for " + seconds(limits.silence()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endOfStream() {
        String ending = transport.ending();
        end(heard ? ErrorCode.WORKER_CRASHED : ErrorCode.WORKER_START_FAILED, ending);
    }

    private EngineException ended(ErrorCode code, String reason) {
        end(code, reason);
        // Even if the worker has ended by itself meanwhile, this is what the asking thread knows better.
        return exception(new Failure(code, reason));
    }

    private void end(ErrorCode code, String reason) {
        if (setFailure(code, reason)) {
            transport.kill();
        }
    }

    private synchronized boolean setFailure(ErrorCode code, String reason) {
        if (failure.isPresent()) {
            return false;
        }
        failure = Optional.of(new Failure(code, reason));
        ended.countDown();
        inbox.add(Optional.empty());
        return true;
    }

    private EngineException exception(Failure why) {
        List<String> arguments = List.of(why.reason(), transport.logTail());
        return new EngineException(why.code(), "the worker ended: " + why.reason(), null, arguments);
    }

    private static String seconds(Duration limit) {
        return limit.toSeconds() + " s";
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
