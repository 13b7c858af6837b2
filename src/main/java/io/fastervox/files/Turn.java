package io.fastervox.files;

import java.util.Optional;

/**
 * Which job runs, and why it is to stop before its end. Nobody waits here for a disk: who dictates needs the engine at once,
 * whatever a share is doing.
 */
final class Turn {
    private final Thread worker;
    private Optional<StoredJob> job = Optional.empty();
    private Optional<Stop> stop = Optional.empty();
    private boolean aside;

    /** Why the job that runs is interrupted. */
    enum Stop {
        CANCEL,
        PUT_ASIDE
    }

    /** @param worker on which the jobs run */
    Turn(Thread worker) {
        this.worker = worker;
    }

    /** Until {@link #goOn} no job begins. */
    synchronized void putAside() {
        aside = true;
        stop(Stop.PUT_ASIDE);
    }

    synchronized void goOn() {
        aside = false;
    }

    synchronized boolean isPutAside() {
        return aside;
    }

    /** Whether the job may run now. */
    synchronized boolean begin(StoredJob next) {
        if (aside) {
            return false;
        }
        job = Optional.of(next);
        stop = Optional.empty();
        return true;
    }

    synchronized boolean isOf(StoredJob other) {
        return job.equals(Optional.of(other));
    }

    synchronized void stop(Stop why) {
        if (job.isPresent() && (stop.isEmpty() || why == Stop.CANCEL)) {
            stop = Optional.of(why);
            worker.interrupt();
        }
    }

    /** Why the job was to stop, if it was; from now on nobody interrupts the worker. */
    synchronized Optional<Stop> end() {
        job = Optional.empty();
        return stop;
    }
}
