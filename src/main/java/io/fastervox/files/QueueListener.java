package io.fastervox.files;

import java.util.Set;

/** Hears about the queue on its thread: implementations return soon and do not call the queue back. */
public interface QueueListener {
    QueueListener NONE = new QueueListener() {};

    /** A job has another state or another place, or has come further. */
    default void changed(Job job) {}

    /** These jobs, which were over, are known no more. */
    default void forgotten(Set<Integer> numbers) {}

    /** A person has paused the queue, or lets it go on. */
    default void paused(boolean now) {}

    /** No job waits any more but for a recording that is away, or the queue is paused. */
    default void idle() {}
}
