package io.fastervox.files;

/** Where a job stands. */
public enum JobState {
    /** Not begun, put aside with what it has, or its recording is away. */
    WAITING,
    RUNNING,
    /** All outputs are written. */
    DONE,
    /** It can be tried again, and goes on where it failed. */
    FAILED,
    CANCELLED;

    /** Whether nothing more happens by itself. */
    public boolean isOver() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
