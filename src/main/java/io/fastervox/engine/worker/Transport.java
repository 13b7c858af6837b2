package io.fastervox.engine.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Lines to and from a worker, and its end. Everything but {@link #receive} may be called from any thread. */
interface Transport {
    /** Writes one line and flushes. */
    void send(String line) throws IOException;

    /** Waits for the next line; empty once no more can come. Called by one thread. */
    Optional<String> receive() throws ProtocolViolation;

    /** After {@link #receive} has given nothing: waits for the worker's end, kills it if need be, and says how it ended. */
    String ending();

    /** Puts a line among those that the worker wrote to its log. */
    void log(String line);

    /** The last lines of the worker's log. */
    String logTail();

    /** Ends the worker and everything that it started, now; returns without waiting. */
    void kill();

    /** Closes the worker's stdin, waits for its end while its output is drained, and kills what is left at the limit. */
    void close(Duration limit);
}
