package io.fastervox.support;

/** Hears about progress. Called on the working thread, possibly often: implementations return at once. */
@FunctionalInterface
public interface ProgressListener {
    ProgressListener NONE = progress -> {};

    void progress(Progress progress);
}
