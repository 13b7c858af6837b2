package io.fastervox.files;

import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.support.CodedException;
import java.util.Optional;

/** Where a job gets an engine with a loaded model; whoever implements it keeps the engine warm for the next job. */
@FunctionalInterface
public interface EngineSource {
    /** An engine that is ready for this request. Called on the queue's thread; an interrupt ends it. */
    Ready ready(ModelWish wish, TranscriptionRequest request) throws CodedException, InterruptedException;

    /** Another engine for the rest of a job, when the one that failed at work may be to blame; empty: there is none. */
    default Optional<Ready> instead(Ready failed, EngineException failure) throws CodedException, InterruptedException {
        return Optional.empty();
    }

    /** @param model what the transcripts say of their origin */
    record Ready(Engine engine, UsedModel model) {}
}
