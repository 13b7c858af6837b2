package io.fastervox.models;

import io.fastervox.support.CodedException;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;

/** Hears how a model is got. Called on the working thread: implementations return at once. */
@FunctionalInterface
public interface GetListener extends ProgressListener {
    GetListener SILENT = progress -> {};

    @Override
    void progress(Progress progress);

    /** A source gives nothing and the next one is tried; {@code source} is a host or a label. */
    default void sourceSkipped(String source, CodedException reason) {}

    /** The files come from a source that is meant for tests. */
    default void testSourceUsed(String source) {}
}
