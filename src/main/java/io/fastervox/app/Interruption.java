package io.fastervox.app;

import java.time.Duration;

/**
 * Ctrl-C: the JVM's end interrupts the working thread and waits a moment for it to put everything in order (children ended,
 * temporary files gone, partial downloads kept).
 */
final class Interruption {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Thread worker;
    private volatile boolean over;

    private Interruption(Thread worker) {
        this.worker = worker;
    }

    static Interruption ofThisThread() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::interrupt, "interruption"));
        return interruption;
    }

    /** The work has ended by itself: the JVM's end need not wait for it. */
    void over() {
        over = true;
    }

    private void interrupt() {
        // The worker cannot return from System.exit while hooks run: poll its flag instead of joining it.
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        if (!over) {
            worker.interrupt();
        }
        try {
            while (!over && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
