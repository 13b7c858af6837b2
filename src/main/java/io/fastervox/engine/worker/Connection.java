package io.fastervox.engine.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.engine.EngineException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Requests to one worker and its events, until one side ends. Any thread may ask; what belongs to one request is waited for by
 * one thread. {@link #close} and the two threads of the connection, which read and watch, may end it meanwhile. Whoever ends
 * it first says why, and every later question is answered with that.
 */
final class Connection {
    private static final int TICKS = 15;

    private final Transport transport;
    private final WorkerLimits limits;
    /** The events of each request that has not ended, in order, and behind them an empty one when none can come any more. */
    private final Map<String, BlockingQueue<Optional<Event>>> inboxes =
            new HashMap<>(); // guarded by this object's monitor

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger silentTicks = new AtomicInteger();
    private final AtomicLong lastId = new AtomicLong();
    private volatile boolean heard;
    private volatile Optional<Failure> failure = Optional.empty();

    private record Failure(ErrorCode code, String reason) {}

    private Connection(Transport transport, WorkerLimits limits) {
        this.transport = transport;
        this.limits = limits;
    }

    /** Begins to read and to watch. */
    static Connection open(Transport transport, WorkerLimits limits) {
        Connection connection = new Connection(transport, limits);
        daemon("worker-events", connection::read);
        daemon("worker-watchdog", connection::watch);
        return connection;
    }

    boolean isOpen() {
        return failure.isEmpty();
    }

    /** Sends a request made for a new id, and gives the id. If it cannot be sent, {@link #next} tells. */
    String ask(Function<String, Request> request) {
        return send(request, new LinkedBlockingQueue<>());
    }

    /** Sends a request that belongs to an earlier one: its events come with those of that one. */
    void add(String earlier, Function<String, Request> request) {
        send(request, inbox(earlier));
    }

    private String send(Function<String, Request> request, BlockingQueue<Optional<Event>> inbox) {
        String id = nextId();
        synchronized (this) {
            inboxes.put(id, inbox);
            if (failure.isPresent()) {
                inbox.add(Optional.empty());
            }
        }
        try {
            transport.send(json(request.apply(id)));
        } catch (IOException e) {
            endOfRequests();
        }
        return id;
    }

    /** Waits for the next event of a request, or of one that belongs to it; empty when the time is over. */
    Optional<Event> next(String request, Duration limit) throws EngineException, InterruptedException {
        BlockingQueue<Optional<Event>> inbox = inbox(request);
        Optional<Event> event = inbox.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (event == null) {
            return Optional.empty();
        }
        if (event.isEmpty()) {
            inbox.add(Optional.empty()); // for whoever asks next
            throw exception(failure.orElseThrow());
        }
        if (event.get() instanceof Event.Result || event.get() instanceof Event.Failed) {
            ended(event.get().request().orElseThrow(), request);
        }
        return event;
    }

    /** Drops what still comes of a request that was given up, and of those that belong to it. */
    synchronized void forget(String request) {
        BlockingQueue<Optional<Event>> inbox = inboxes.get(request);
        inboxes.values().removeIf(other -> other == inbox);
    }

    /** With a request, those end that belong to it: nobody asks for their answers any more. */
    private synchronized void ended(String request, String earlier) {
        if (request.equals(earlier)) {
            forget(request);
        }
        inboxes.remove(request);
    }

    private synchronized BlockingQueue<Optional<Event>> inbox(String request) {
        BlockingQueue<Optional<Event>> inbox = inboxes.get(request);
        if (inbox == null) {
            inbox = new LinkedBlockingQueue<>();
            if (failure.isPresent()) {
                inbox.add(Optional.empty());
            }
        }
        return inbox;
    }

    /**
     * Ends the worker at once, without waiting, and gives the reason as an exception: that of the caller, even if the
     * worker has ended by itself meanwhile.
     */
    EngineException end(ErrorCode code, String reason) {
        if (setFailure(code, reason)) {
            transport.kill();
        }
        return exception(new Failure(code, reason));
    }

    /** Asks the worker to end, waits, and kills what is left; also one that does not read what it is asked. */
    void close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        closed.orTimeout(2 * limits.close().toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            transport.kill();
            return null;
        });
        if (setFailure(ErrorCode.CANCELLED, "the engine was closed")) {
            try {
                transport.send(json(new Request.Shutdown(nextId())));
            } catch (IOException e) {
                transport.kill();
            }
        }
        transport.close(limits.close());
        closed.complete(null);
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
        if (event instanceof Event.Heartbeat) {
            return;
        }
        if (event.request().isEmpty()) {
            end(ErrorCode.WORKER_PROTOCOL, "it could not read a request");
            return;
        }
        synchronized (this) {
            BlockingQueue<Optional<Event>> inbox = inboxes.get(event.request().get());
            if (inbox != null) { // else the late event of a request that was given up
                inbox.add(Optional.of(event));
            }
        }
    }

    /** Counts ticks instead of comparing times, so that a machine that slept does not make its worker look dead. */
    private void watch() {
        try {
            while (!ended.await(limits.silence().toMillis() / TICKS, TimeUnit.MILLISECONDS)) {
                if (heard && silentTicks.incrementAndGet() > TICKS) {
                    String reason = "no sign of life for " + limits.silence().toSeconds() + " s";
                    end(ErrorCode.WORKER_UNRESPONSIVE, reason);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The worker hears no more. What it has said is read to its end first: it may name the cause. */
    private void endOfRequests() {
        try {
            if (!ended.await(limits.close().toMillis(), TimeUnit.MILLISECONDS)) {
                endOfStream();
            }
        } catch (InterruptedException e) {
            endOfStream();
            Thread.currentThread().interrupt();
        }
    }

    private void endOfStream() {
        String ending = transport.ending();
        end(heard ? ErrorCode.WORKER_CRASHED : ErrorCode.WORKER_START_FAILED, ending);
    }

    private synchronized boolean setFailure(ErrorCode code, String reason) {
        if (failure.isPresent()) {
            return false;
        }
        failure = Optional.of(new Failure(code, reason));
        ended.countDown();
        inboxes.values().forEach(inbox -> inbox.add(Optional.empty()));
        return true;
    }

    private EngineException exception(Failure why) {
        List<String> arguments = List.of(why.reason(), transport.logTail());
        return new EngineException(why.code(), "the worker ended: " + why.reason(), null, arguments);
    }

    private String nextId() {
        return Long.toString(lastId.incrementAndGet());
    }

    private static String json(Request request) {
        try {
            return Json.strict().writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a request has only plain fields", e);
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
