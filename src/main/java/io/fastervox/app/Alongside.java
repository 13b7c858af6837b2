package io.fastervox.app;

import io.fastervox.support.CodedException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Two pieces of work at the same time: one on the thread of the caller, one on a thread that ends with the call. */
final class Alongside {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Alongside() {}

    /** A piece of work. It ends soon when its thread is interrupted, and keeps what it has got so far. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws CodedException, InterruptedException;
    }

    /** What came of both. */
    record Both<A, B>(A own, B other) {}

    /**
     * Does both. When the caller's own work fails or is interrupted, the other one is interrupted; when the other one fails,
     * the own work is brought to its end first, because it is worth keeping.
     *
     * @throws CodedException what the own work failed with, with the failure of the other one suppressed in it, else what the
     *     other one failed with
     */
    static <A, B> Both<A, B> run(Work<A> own, String threadName, Work<B> other)
            throws CodedException, InterruptedException {
        FutureTask<B> task = new FutureTask<>(other::run);
        Thread thread = new Thread(task, threadName);
        thread.setDaemon(true);
        thread.start();
        try {
            return new Both<>(own.run(), result(task));
        } catch (CodedException e) {
            if (task.isDone()) {
                addFailure(e, task);
            }
            throw e;
        } finally {
            end(thread);
        }
    }

    private static <T> T result(FutureTask<T> task) throws CodedException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CodedException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("unexpected end of a thread", e.getCause());
        }
    }

    private static void addFailure(CodedException first, FutureTask<?> task) throws InterruptedException {
        try {
            result(task);
        } catch (CodedException second) {
            if (second != first) {
                first.addSuppressed(second);
            }
        }
    }

    private static void end(Thread thread) {
        boolean interrupted = Thread.interrupted();
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
