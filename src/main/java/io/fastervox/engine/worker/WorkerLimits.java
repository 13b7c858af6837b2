package io.fastervox.engine.worker;

import java.time.Duration;

/**
 * How long the agent waits for a worker.
 *
 * @param start from the start of the process to its greeting; a cold start under a virus scanner is slow
 * @param load for a model, as long as heartbeats come; a driver may compile its kernels for a new GPU meanwhile
 * @param silence without any line once it has greeted, busy or idle; heartbeats come every 2 s
 * @param cancel for the answer to a cancel; who dictates waits as long for a file's worker that is in the middle of a window
 * @param close for its end after stdin was closed
 */
record WorkerLimits(Duration start, Duration load, Duration silence, Duration cancel, Duration close) {
    static final WorkerLimits NORMAL = new WorkerLimits(
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofSeconds(15),
            Duration.ofMillis(300),
            Duration.ofSeconds(3));
}
