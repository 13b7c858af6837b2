package io.fastervox.engine.worker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call on a thread of its own, so that it can be interrupted. */
final class Asking<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    Asking(Callable<T> call) {
        task = new FutureTask<>(call);
        thread = new Thread(task, "asking");
        thread.start();
    }

    void interrupt() {
        thread.interrupt();
    }

    /** What the call gave. */
    T result() throws Exception {
        return task.get(2, TimeUnit.MINUTES);
    }

    /** What the call threw. */
    Throwable failure() throws InterruptedException, TimeoutException {
        try {
            throw new AssertionError("no failure but " + task.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }

    /** Waits for a process to be gone. */
    static void assertEnds(ProcessHandle process) throws InterruptedException, ExecutionException, TimeoutException {
        process.onExit().get(10, TimeUnit.SECONDS);
        assertTrue(!process.isAlive());
    }
}
